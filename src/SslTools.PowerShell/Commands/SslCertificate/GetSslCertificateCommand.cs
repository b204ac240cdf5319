using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;

namespace SslTools.Commands;

/// <summary>Lists the certificates of the store.</summary>
[Cmdlet(VerbsCommon.Get, "SslCertificate")]
[OutputType(typeof(SslCertificate))]
public sealed class GetSslCertificateCommand : StoreCmdlet
{
    private ICertificateStore? _certificates;

    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
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
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var certificates = _certificates ??= Engine.OpenCertificates(Store);
        return ForEachNameAsync(Name, certificates.ListAsync, async name =>
        {
            var certificate = await certificates.FindAsync(name, Version, cancellationToken)
                ?? throw SslError.NotFound("certificate", Version == 0 ? name : $"{name}, version {Version},", certificates.Location);
            if (IsSelected(certificate)) WriteObject(certificate);
        }, cancellationToken);
    }

    private bool IsSelected(SslCertificate certificate) =>
        (Source.Length == 0 || Source.Contains(certificate.Source))
        && (!MyInvocation.BoundParameters.ContainsKey(nameof(ExpiringInDays)) || certificate.DaysRemaining < ExpiringInDays);
}
