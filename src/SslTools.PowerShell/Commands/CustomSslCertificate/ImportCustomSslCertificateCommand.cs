using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services.Import;

namespace SslTools.Commands;

/// <summary>Makes certificates from any CA usable: reads whatever the CA sent, finds key and issuers, checks, and keeps them.</summary>
[Cmdlet(VerbsData.Import, "CustomSslCertificate", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SslCertificate))]
public sealed class ImportCustomSslCertificateCommand : StoreCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string PartsSet = "CertificatePath";
    private const string X509Set = "X509Certificate";

    private readonly List<X509Certificate2> _certificates = [];
    private ImportSources? _sources;

    /// <summary>Files, folders and zip files with certificate, issuers and key in any format and order.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The same, taken as they are: no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The file with the certificate; issuers may be in it too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PartsSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] CertificatePath { get; set; } = [];

    /// <summary>Certificates of the platform, from the Cert: drive for example.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = X509Set)]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[] X509Certificate { get; set; } = [];

    /// <summary>The file with the private key; not needed for an answer to a request of the store.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    [Parameter(ParameterSetName = X509Set)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] PrivateKeyPath { get; set; } = [];

    /// <summary>Files with issuers.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    [Parameter(ParameterSetName = X509Set)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] ChainPath { get; set; } = [];

    /// <summary>Opens what is encrypted.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>The name in the store; of several certificates it chooses the one for that name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Hosts that the certificate must cover; of several certificates they choose one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>Imports a certificate that has expired or is not valid yet.</summary>
    [Parameter]
    public SwitchParameter AllowExpired { get; set; }

    /// <summary>Fetches no missing issuer from the web.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>Replaces an existing certificate; the earlier version is kept.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    // A certificate, its issuers and its key may come down the pipeline one after the other: all of it is one heap.
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _sources ??= new ImportSources(this);
        foreach (var path in Path) await GuardAsync(() => Added(path, false), path);
        foreach (var path in LiteralPath) await GuardAsync(() => Added(path, true), path);
        _certificates.AddRange(X509Certificate);
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_sources is null) return;
        var options = Options();
        if (options.Paths.Count + options.CertificatePaths.Count + options.Certificates.Count == 0) return;
        var service = new ImportService(Engine, Store, Reporter);
        var outlook = await OffPipelineAsync(() => service.PlanAsync(options, cancellationToken), cancellationToken);
        foreach (var failure in outlook.Failures) WriteFailure(failure);
        foreach (var plan in outlook.Plans)
        {
            await GuardAsync(async () =>
            {
                if (ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) WriteObject(await service.ImportAsync(plan, cancellationToken));
            }, plan.Name);
        }
    }

    private Task Added(string path, bool literal)
    {
        _sources!.Add(path, literal);
        return Task.CompletedTask;
    }

    private ImportOptions Options() => new()
    {
        Paths = _sources!.Files,
        Certificates = [.. _sources.Certificates, .. _certificates],
        CertificatePaths = ImportSources.Resolve(this, CertificatePath),
        PrivateKeyPaths = ImportSources.Resolve(this, PrivateKeyPath),
        ChainPaths = ImportSources.Resolve(this, ChainPath),
        Password = Password,
        Name = Name,
        HostNames = HostName,
        AllowExpired = AllowExpired,
        Offline = Offline,
        Force = Force,
    };
}
