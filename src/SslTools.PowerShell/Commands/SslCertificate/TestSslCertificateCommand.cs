using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services.Health;

namespace SslTools.Commands;

/// <summary>Tests stored certificates: files, key, chain, dates, strength, and who can read the key.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SslCertificate", DefaultParameterSetName = ByName)]
[OutputType(typeof(bool), typeof(SslFinding))]
public sealed class TestSslCertificateCommand : StoreCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";

    private CertificateHealth? _health;

    /// <summary>Names in the store; wildcards allowed. By default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Certificates from any cmdlet of this module; of one that is not stored, what it carries is tested.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCertificate)]
    public SslCertificate[] Certificate { get; set; } = [];

    /// <summary>Emits what was found instead of True or False.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private CertificateHealth Health => _health ??= new CertificateHealth(Engine, Store);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByName)
        {
            var list = Engine.OpenCertificates(Store).ListAsync;
            await ForEachNameAsync(Name, list, async name => Show(await Health.TestAsync(name, 0, cancellationToken)), cancellationToken);
            return;
        }

        foreach (var certificate in Certificate)
            await GuardAsync(async () => Show(await TestAsync(certificate, cancellationToken)), certificate);
    }

    private Task<IReadOnlyList<SslFinding>> TestAsync(SslCertificate certificate, CancellationToken cancellationToken)
    {
        if (certificate.StorePath is null) return Health.TestAsync(certificate, cancellationToken);
        var health = new CertificateHealth(Engine, Engine.OpenStore(certificate.StorePath));
        return health.TestAsync(certificate.Name, certificate.Version, cancellationToken);
    }

    private void Show(IReadOnlyList<SslFinding> findings)
    {
        if (Detailed) WriteObject(findings, true);
        else WriteObject(findings.All(finding => finding.Severity != SslFindingSeverity.Error));
    }
}
