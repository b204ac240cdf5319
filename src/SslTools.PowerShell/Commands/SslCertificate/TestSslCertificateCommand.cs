using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services.Health;

namespace SslTools.Commands;

/// <summary>Tests certificates as clients do: files, key, chain, dates, names, the path to a trust anchor, revocation.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SslCertificate", DefaultParameterSetName = ByName)]
[OutputType(typeof(bool), typeof(SslFinding))]
public sealed class TestSslCertificateCommand : StoreCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";
    private const string ByX509Certificate = "X509Certificate";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private HealthOptions _options = new();
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

    /// <summary>Certificates of the platform, from the Cert: drive for example. Their issuers are not looked for.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByX509Certificate)]
    public X509Certificate2[] X509Certificate { get; set; } = [];

    /// <summary>Files: PEM with the certificate and its issuers in the order in which a server sends them, or DER. Wildcards allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files, as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Host names and addresses that each certificate must cover.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>What the certificates are to be used for; by default by a TLS server.</summary>
    [Parameter]
    public SslCertificatePurpose Purpose { get; set; } = SslCertificatePurpose.ServerAuthentication;

    /// <summary>The time to test for; by default now.</summary>
    [Parameter]
    public DateTime At { get; set; }

    /// <summary>The only roots that count: files, local certificate authorities, certificates. By default those of this machine and of the store's authorities.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[] TrustAnchor { get; set; } = [];

    /// <summary>Whether to ask the CAs if the certificates are revoked; by default nobody is asked and the network is not used.</summary>
    [Parameter]
    public SslRevocationMode Revocation { get; set; }

    /// <summary>Emits what was found instead of True or False.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private CertificateHealth Health => _health ??= new CertificateHealth(Engine, Store, _options);

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _options = new HealthOptions
        {
            HostNames = HostName,
            Purpose = Purpose,
            At = MyInvocation.BoundParameters.ContainsKey(nameof(At)) ? new DateTimeOffset(At) : null,
            TrustAnchors = TrustAnchor.Length > 0 ? this.ReadAnchors(TrustAnchor, Engine.Reader) : null,
            Revocation = Revocation,
        };
        _options.Names();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByName)
        {
            var list = Engine.OpenCertificates(Store).ListAsync;
            await ForEachNameAsync(Name, list, name => ShowAsync(() => Health.TestAsync(name, 0, cancellationToken), cancellationToken), cancellationToken);
        }

        foreach (var certificate in Certificate)
            await GuardAsync(() => ShowAsync(() => TestAsync(certificate, cancellationToken), cancellationToken), certificate);
        foreach (var certificate in X509Certificate)
            await GuardAsync(() => ShowAsync(() => Health.TestAsync(certificate.Subject, certificate.RawData, [], cancellationToken), cancellationToken), certificate);
        foreach (var path in Path)
            await GuardAsync(() => TestFilesAsync(this.ResolveFiles(path), cancellationToken), path);
        foreach (var path in LiteralPath)
            await GuardAsync(() => TestFilesAsync([this.ResolveFile(path)], cancellationToken), path);
    }

    private async Task TestFilesAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            await GuardAsync(async () =>
            {
                var certificates = CertificateFile.Read(file, Engine.Reader);
                await ShowAsync(() => Health.TestAsync(file, certificates[0], certificates.Skip(1).ToList(), cancellationToken), cancellationToken);
            }, file);
        }
    }

    private Task<IReadOnlyList<SslFinding>> TestAsync(SslCertificate certificate, CancellationToken cancellationToken)
    {
        if (certificate.StorePath is null) return Health.TestAsync(certificate, cancellationToken);
        var health = new CertificateHealth(Engine, Engine.OpenStore(certificate.StorePath), _options);
        return health.TestAsync(certificate.Name, certificate.Version, cancellationToken);
    }

    private async Task ShowAsync(Func<Task<IReadOnlyList<SslFinding>>> test, CancellationToken cancellationToken)
    {
        var findings = await OffPipelineAsync(test, cancellationToken);
        if (Detailed) WriteObject(findings, true);
        else WriteObject(findings.All(finding => finding.Severity != SslFindingSeverity.Error));
    }
}
