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
    [ValidateNotNullOrEmpty]
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
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _certificates ??= Engine.OpenCertificates(Store);
        foreach (var pattern in Name)
        {
            await GuardAsync(async () =>
            {
                // Thousands of small files: all processors read, the order stays.
                var names = await StoreNames.MatchAsync(pattern, _certificates.ListAsync, cancellationToken);
                foreach (var found in names.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(name => Find(name, cancellationToken)))
                    Show(found);
            }, pattern);
        }
    }

    private Found Find(string name, CancellationToken cancellationToken)
    {
        try
        {
            var certificate = _certificates!.FindAsync(name, Version, cancellationToken).GetAwaiter().GetResult();
            return certificate is null
                ? new Found(name, null, SslError.NotFound("certificate", Version == 0 ? name : $"{name}, version {Version},", _certificates.Location))
                : new Found(name, certificate, null);
        }
        catch (SslToolsException e)
        {
            return new Found(name, null, e);
        }
    }

    // One damaged entry never hides the others.
    private void Show(Found found)
    {
        if (found.Error is not null) WriteFailure(found.Error, found.Name);
        else if (IsSelected(found.Certificate!)) WriteObject(found.Certificate);
    }

    private bool IsSelected(SslCertificate certificate) =>
        (Source.Length == 0 || Source.Contains(certificate.Source))
        && (!MyInvocation.BoundParameters.ContainsKey(nameof(ExpiringInDays)) || certificate.DaysRemaining < ExpiringInDays);

    private sealed record Found(string Name, SslCertificate? Certificate, SslToolsException? Error);
}
