using System.IO;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Writes a certificate to a file in the format that a server or another program wants.</summary>
[Cmdlet(VerbsData.Export, "SslCertificate", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(FileInfo), typeof(SslCertificate))]
public sealed class ExportSslCertificateCommand : StoreCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";
    private const string ByX509Certificate = "X509Certificate";

    private ExportService? _service;
    private ICertificateStore? _certificates;

    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Certificates from Get-SslCertificate or any other cmdlet of this module.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCertificate)]
    public SslCertificate[] Certificate { get; set; } = [];

    /// <summary>Certificates of the platform, from the Cert: drive for example. Their issuers are not looked for.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByX509Certificate)]
    public X509Certificate2[] X509Certificate { get; set; } = [];

    /// <summary>The file; or an existing folder, where the file is named after the certificate.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The format; by default the one that the file's extension names, else Pem.</summary>
    [Parameter]
    public SslExportFormat Format { get; set; }

    /// <summary>The server that shall read it: every file that this server wants, in its form.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ExportTargetCompleter))]
    public string? For { get; set; }

    /// <summary>What a PEM file holds, and in which order; by default FullChain.</summary>
    [Parameter]
    public SslPemContent PemContent { get; set; }

    /// <summary>Pem (default) or Der, for Pkcs7 and Pkcs8.</summary>
    [Parameter]
    public SslExportEncoding Encoding { get; set; }

    /// <summary>The algorithms of a PFX file: Modern (default), or Legacy for readers as old as Windows Server 2016.</summary>
    [Parameter]
    public SslPfxEncryption PfxEncryption { get; set; }

    /// <summary>Encrypts the private key. Pfx and Jks need it, Pkcs8 and Pem with a key can have it.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>Writes a PFX file with the empty password.</summary>
    [Parameter]
    public SwitchParameter NoPassword { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the certificate (with its PfxPath where a PFX was written) instead of the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ExportService Service => _service ??= new ExportService(Engine, Store);

    private ICertificateStore Certificates => _certificates ??= Engine.OpenCertificates(Store);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var options = Options();
        await ForEachNameAsync(Name, Certificates.ListAsync, async name =>
        {
            var stored = await Certificates.FindAsync(name, 0, cancellationToken)
                ?? throw SslError.NotFound("certificate", name, Certificates.Location);
            await ExportAsync(stored, options, cancellationToken);
        }, cancellationToken);
        foreach (var certificate in Certificate)
            await GuardAsync(() => ExportAsync(certificate, options, cancellationToken), certificate);
        foreach (var certificate in X509Certificate)
            await GuardAsync(() => ExportAsync(Service.FromPlatform(certificate), options, cancellationToken), certificate);
    }

    private async Task ExportAsync(SslCertificate certificate, ExportOptions options, CancellationToken cancellationToken)
    {
        var written = false;
        // All files are checked before the first is written.
        foreach (var plan in Service.Plan(certificate, options))
        {
            if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) continue;
            certificate = await OffPipelineAsync(() => Task.FromResult(Service.Export(plan)), cancellationToken);
            if (!PassThru) WriteObject(new FileInfo(plan.Path));
            written = true;
        }

        if (PassThru && written) WriteObject(certificate);
    }

    private T? Given<T>(string parameter, T value)
        where T : struct => MyInvocation.BoundParameters.ContainsKey(parameter) ? value : null;

    private ExportOptions Options() => new()
    {
        Path = this.ResolveFile(Path),
        For = For,
        Format = Given(nameof(Format), Format),
        PemContent = Given(nameof(PemContent), PemContent),
        Encoding = Given(nameof(Encoding), Encoding),
        PfxEncryption = Given(nameof(PfxEncryption), PfxEncryption),
        Password = Password,
        NoPassword = NoPassword,
        Force = Force,
    };
}
