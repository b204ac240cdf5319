using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;

namespace SslTools.Commands;

/// <summary>Lists the certificates of the store.</summary>
[Cmdlet(VerbsCommon.Get, "SslCertificate")]
[OutputType(typeof(SslCertificate))]
public sealed class GetSslCertificateCommand : StoreCmdlet
{
    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those that expire within so many days, or have expired.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ExpiringInDays { get; set; }

    /// <summary>Only those of these sources.</summary>
    [Parameter]
    public SslCertificateSource[] Source { get; set; } = [];

    /// <summary>An earlier version that the store has kept.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Version { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForEachNameAsync(Name, name => ShowAsync(name, cancellationToken), cancellationToken);

    private async Task ShowAsync(string name, CancellationToken cancellationToken)
    {
        var certificate = await Query.GetAsync(name, Version, cancellationToken);
        if (Source.Length > 0 && !Source.Contains(certificate.Source)) return;
        if (MyInvocation.BoundParameters.ContainsKey(nameof(ExpiringInDays)) && certificate.DaysRemaining >= ExpiringInDays) return;
        WriteObject(certificate);
    }
}
