using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Renews the certificates that are due, and makes the servers they are bound to serve the new ones.</summary>
[Cmdlet(VerbsData.Update, "SslCertificate", SupportsShouldProcess = true)]
[OutputType(typeof(SslRenewalResult))]
public sealed class UpdateSslCertificateCommand : StoreCmdlet
{
    private readonly List<RenewalCandidate> _due = [];
    private AcmeRenewalService? _service;

    /// <summary>Names of certificates; wildcards allowed. All that an ACME CA issued, by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Renews now, due or not.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many certificates are renewed at once.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _service ??= new AcmeRenewalService(Engine, Store, new DnsProviderSource(this), Reporter);
        foreach (var pattern in Name)
        {
            await GuardAsync(async () =>
            {
                var names = await StoreNames.MatchAsync(pattern, _service.ListAsync, cancellationToken);
                await OffPipelineAsync(() => CheckAsync(names, cancellationToken), cancellationToken);
            }, pattern);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => ThrottleAsync(
        _due, ThrottleLimit, candidate => RenewAsync(candidate, cancellationToken), candidate => candidate.Name, cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _service?.Dispose();
        base.Dispose(disposing);
    }
}
