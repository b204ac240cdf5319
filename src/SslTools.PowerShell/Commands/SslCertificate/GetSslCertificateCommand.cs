using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Lists the certificates of the store.</summary>
[Cmdlet(VerbsCommon.Get, "SslCertificate")]
[OutputType(typeof(SslCertificate))]
public sealed class GetSslCertificateCommand : StoreCmdlet
{
    private CertificateQuery? _query;

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
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _query ??= new CertificateQuery(Engine, Store);
        foreach (var pattern in Name)
        {
            var names = await _query.MatchAsync(pattern, WildcardPattern.ContainsWildcardCharacters(pattern), Matcher(pattern), cancellationToken);
            foreach (var name in names)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await ShowAsync(name, cancellationToken);
            }
        }
    }

    private static Func<string, bool> Matcher(string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return wildcard.IsMatch;
    }

    // One damaged entry never hides the others.
    private async Task ShowAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var certificate = await _query!.GetAsync(name, Version, cancellationToken);
            if (Source.Length > 0 && !Source.Contains(certificate.Source)) return;
            if (MyInvocation.BoundParameters.ContainsKey(nameof(ExpiringInDays)) && certificate.DaysRemaining >= ExpiringInDays) return;
            WriteObject(certificate);
        }
        catch (SslToolsException e)
        {
            WriteFailure(e, name);
        }
    }
}
