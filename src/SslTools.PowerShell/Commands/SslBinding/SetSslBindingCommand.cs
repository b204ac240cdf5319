using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Ports;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Makes sites of a web server answer HTTPS with a certificate, and proves it.</summary>
[Cmdlet(VerbsCommon.Set, "SslBinding", SupportsShouldProcess = true, DefaultParameterSetName = ByCertificate)]
[OutputType(typeof(SslBinding), typeof(SslPlatformBinding))]
public sealed class SetSslBindingCommand : BindingCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";
    private const string ByX509Certificate = "X509Certificate";
    private const string NameAtPlatform = "NameAtPlatform";
    private const string CertificateAtPlatform = "CertificateAtPlatform";
    private const string X509CertificateAtPlatform = "X509CertificateAtPlatform";

    /// <summary>The certificate, from Get-SslCertificate or any other cmdlet of this module.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCertificate)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CertificateAtPlatform)]
    public SslCertificate Certificate { get; set; } = null!;

    /// <summary>A certificate of the platform that was imported into the store, from the Cert: drive for example.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByX509Certificate)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = X509CertificateAtPlatform)]
    public X509Certificate2 X509Certificate { get; set; } = null!;

    /// <summary>The certificate's name in the store.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameAtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The sites, by any of their names. All of them are bound together, or none. At a platform custom domains of the environment; by default all that the certificate covers.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByCertificate)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByX509Certificate)]
    [Parameter(ParameterSetName = CertificateAtPlatform)]
    [Parameter(ParameterSetName = NameAtPlatform)]
    [Parameter(ParameterSetName = X509CertificateAtPlatform)]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>The web server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByCertificate)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByX509Certificate)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string Server { get; set; } = "nginx";

    /// <summary>The server's main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByCertificate)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByX509Certificate)]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>The port; by default the one that such a server usually has: 443 for web servers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByCertificate)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByX509Certificate)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>Redirects plain HTTP to HTTPS; -RedirectHttp:$false takes the redirect out.</summary>
    [Parameter(ParameterSetName = ByCertificate)]
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByX509Certificate)]
    public SwitchParameter RedirectHttp { get; set; }

    /// <summary>Sends Strict-Transport-Security for two years; -Hsts:$false takes it out.</summary>
    [Parameter(ParameterSetName = ByCertificate)]
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByX509Certificate)]
    public SwitchParameter Hsts { get; set; }

    /// <summary>TLS versions and ciphers by Mozilla's guidelines; left as they are when not given.</summary>
    [Parameter(ParameterSetName = ByCertificate)]
    [Parameter(ParameterSetName = ByName)]
    [Parameter(ParameterSetName = ByX509Certificate)]
    public SslTlsPolicy TlsPolicy { get; set; }

    /// <summary>The hosting platform, by its name in the store.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CertificateAtPlatform)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = NameAtPlatform)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = X509CertificateAtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformNameCompleter))]
    public string Platform { get; set; } = "";

    /// <summary>The platform's environment, by its name or its own domain.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CertificateAtPlatform)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = NameAtPlatform)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = X509CertificateAtPlatform)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentNameCompleter))]
    public string Environment { get; set; } = "";

    /// <summary>Replaces another solution that the environment has; the certificate is served before the other one is taken away.</summary>
    [Parameter(ParameterSetName = CertificateAtPlatform)]
    [Parameter(ParameterSetName = NameAtPlatform)]
    [Parameter(ParameterSetName = X509CertificateAtPlatform)]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the bindings.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var certificate = ParameterSetName is ByCertificate or CertificateAtPlatform ? Certificate : await FindAsync(cancellationToken);

        // Remembered where the certificate is kept, so that its renewal finds the binding.
        var store = certificate.StorePath is null || certificate.StorePath == Store.Location ? Store : Engine.OpenStore(certificate.StorePath);
        if (IsBound(nameof(Platform)))
        {
            await InstallAtPlatformAsync(store, certificate, cancellationToken);
            return;
        }

        var service = new BindingService(Engine, store, Reporter);
        var plan = await service.PlanSetAsync(Options(), certificate, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;

        // Awaited to its end: Ctrl+C puts everything back before the cmdlet ends.
        await service.ApplyAsync(plan, cancellationToken);
        if (PassThru) WriteObject(await service.ReadAsync(plan, cancellationToken), true);
    }

    private async Task InstallAtPlatformAsync(IStore store, SslCertificate certificate, CancellationToken cancellationToken)
    {
        var (platform, environment) = await FindEnvironmentAsync(Platform, Environment, cancellationToken);
        var service = new PlatformBindingService(Engine, Reporter);
        var plan = await service.PlanAsync(platform, store, environment.Name, certificate, HostName, Force, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        var now = await service.ApplyAsync(plan, cancellationToken);
        if (PassThru) WriteObject(await service.ReadAsync(platform, now, cancellationToken), true);
    }

    private async Task<SslCertificate> FindAsync(CancellationToken cancellationToken)
    {
        var certificates = Engine.OpenCertificates(Store);
        if (ParameterSetName is ByX509Certificate or X509CertificateAtPlatform) return await StoredCertificates.FindAsync(certificates, X509Certificate, cancellationToken);
        return await certificates.FindAsync(StoreName.Parse(Name), 0, cancellationToken)
            ?? throw SslError.NotFound("certificate", Name, certificates.Location);
    }

    private BindingOptions Options() => new()
    {
        Server = Server,
        ConfigPath = FullPath(ConfigPath),
        HostNames = HostName,
        Port = IsBound(nameof(Port)) ? Port : null,
        RedirectHttp = IsBound(nameof(RedirectHttp)) ? RedirectHttp.IsPresent : null,
        Hsts = IsBound(nameof(Hsts)) ? Hsts.IsPresent : null,
        TlsPolicy = IsBound(nameof(TlsPolicy)) ? TlsPolicy : null,
    };
}
