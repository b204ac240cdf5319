using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Names a platform once: web servers of one's own with a wildcard certificate, or a hoster's API.</summary>
[Cmdlet(VerbsLifecycle.Register, "SslPlatform", SupportsShouldProcess = true, DefaultParameterSetName = LocalSet)]
[OutputType(typeof(SslPlatform))]
public sealed class RegisterSslPlatformCommand : StoreCmdlet
{
    private const string LocalSet = "Local";
    private const string CredentialSet = "Credential";
    private const string TokenSet = "Token";

    /// <summary>The platform's name in the store.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The domain whose names of one more label are the environments.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = "";

    /// <summary>The wildcard certificate for the domain: its name in the store, or an object of Get-SslCertificate.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string Certificate { get; set; } = "";

    /// <summary>The web server.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WebServerCompleter))]
    public string Server { get; set; } = "nginx";

    /// <summary>The server's main configuration file; by default the one that the server uses by itself.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>The HTTPS port.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = 443;

    /// <summary>DNS servers to ask for the sites' addresses, instead of the system's.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string[] DnsServer { get; set; } = [];

    /// <summary>The host of a Virtuozzo Application Platform's API.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [ValidateNotNullOrEmpty]
    public string ApiHost { get; set; } = "";

    /// <summary>The account at the platform.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>A personal access token.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    public SecureString Token { get; set; } = new();

    /// <summary>PEM files with the roots of a private CA, trusted for the API's TLS certificate beside the machine's own.</summary>
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = TokenSet)]
    [ValidateNotNullOrEmpty]
    public string[] CACertificate { get; set; } = [];

    /// <summary>Where clients reach the environments; by default where the DNS says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] EntryPoint { get; set; } = [];

    /// <summary>Replaces a platform of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new PlatformService(Engine, Store, Reporter);
        var plan = await service.PlanAsync(Name, Record(), Secret(), Force, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        WriteObject(await service.RegisterAsync(plan, cancellationToken));
    }

    private PlatformRecord Record() => ParameterSetName == LocalSet
        ? new PlatformRecord
        {
            Kind = "Local",
            Domain = Domain,
            CertificateName = StoreName.Parse(Certificate),
            Server = Server,
            ConfigPath = ConfigPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigPath),
            Port = Port,
            DnsServers = DnsServer,
            EntryPoint = EntryPoint,
        }
        : new PlatformRecord
        {
            Kind = "Virtuozzo",
            ApiHost = ApiHost,
            Login = ParameterSetName == CredentialSet ? Credential.UserName : null,
            TrustedRoots = RootFiles.Read(this, Engine, CACertificate),
            EntryPoint = EntryPoint,
        };

    private string? Secret() => ParameterSetName switch
    {
        CredentialSet => Credential.GetNetworkCredential().Password,
        TokenSet => new NetworkCredential("", Token).Password,
        _ => null,
    };
}
