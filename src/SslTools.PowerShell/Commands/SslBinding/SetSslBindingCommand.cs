using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Makes sites of a web server answer HTTPS with a certificate, and proves it.</summary>
[Cmdlet(VerbsCommon.Set, "SslBinding", SupportsShouldProcess = true, DefaultParameterSetName = ByCertificate)]
[OutputType(typeof(SslBinding))]
public sealed class SetSslBindingCommand : BindingCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";
    private const string ByX509Certificate = "X509Certificate";

    /// <summary>The certificate, from Get-SslCertificate or any other cmdlet of this module.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCertificate)]
    public SslCertificate Certificate { get; set; } = null!;

    /// <summary>A certificate of the platform that was imported into the store, from the Cert: drive for example.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByX509Certificate)]
    public X509Certificate2 X509Certificate { get; set; } = null!;

    /// <summary>The certificate's name in the store.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The sites, by any of their names. All of them are bound together, or none.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>Redirects plain HTTP to HTTPS; -RedirectHttp:$false takes the redirect out.</summary>
    [Parameter]
    public SwitchParameter RedirectHttp { get; set; }

    /// <summary>Sends Strict-Transport-Security for two years; -Hsts:$false takes it out.</summary>
    [Parameter]
    public SwitchParameter Hsts { get; set; }

    /// <summary>TLS versions and ciphers by Mozilla's guidelines; left as they are when not given.</summary>
    [Parameter]
    public SslTlsPolicy TlsPolicy { get; set; }

    /// <summary>Emits the bindings.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var certificate = ParameterSetName == ByCertificate ? Certificate : await FindAsync(cancellationToken);

        // Remembered where the certificate is kept, so that its renewal finds the binding.
        var store = certificate.StorePath is null || certificate.StorePath == Store.Location ? Store : Engine.OpenStore(certificate.StorePath);
        var service = new BindingService(Engine, store, Reporter);
        var plan = await service.PlanSetAsync(Options(), certificate, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;

        // Awaited to its end: Ctrl+C puts everything back before the cmdlet ends.
        await service.ApplyAsync(plan, cancellationToken);
        if (PassThru) WriteObject(await service.ReadAsync(plan, cancellationToken), true);
    }

    private async Task<SslCertificate> FindAsync(CancellationToken cancellationToken)
    {
        var certificates = Engine.OpenCertificates(Store);
        if (ParameterSetName == ByX509Certificate) return await StoredCertificates.FindAsync(certificates, X509Certificate, cancellationToken);
        return await certificates.FindAsync(StoreName.Parse(Name), 0, cancellationToken)
            ?? throw SslError.NotFound("certificate", Name, certificates.Location);
    }

    private BindingOptions Options() => new()
    {
        Server = Server,
        ConfigPath = FullConfigPath,
        HostNames = HostName,
        Port = Port,
        RedirectHttp = IsBound(nameof(RedirectHttp)) ? RedirectHttp.IsPresent : null,
        Hsts = IsBound(nameof(Hsts)) ? Hsts.IsPresent : null,
        TlsPolicy = IsBound(nameof(TlsPolicy)) ? TlsPolicy : null,
    };

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
