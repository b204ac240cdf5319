using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Revokes certificates at the ACME CA that issued them.</summary>
[Cmdlet(VerbsSecurity.Revoke, "LetsEncryptCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
[OutputType(typeof(SslCertificate))]
public sealed class RevokeLetsEncryptCertificateCommand : AcmeCmdlet
{
    private const string ByName = "Name";
    private const string ByCertificate = "Certificate";
    private const string ByPath = "Path";

    private RevocationOptions? _options;

    /// <summary>Names in the store; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Certificates from Get-SslCertificate.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByCertificate)]
    public SslCertificate[] Certificate { get; set; } = [];

    /// <summary>PEM files of certificates that are not in the store; the first certificate of each is revoked.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string[] CertificatePath { get; set; } = [];

    /// <summary>The file of the certificate's private key. Implies -ByKey.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    /// <summary>Opens an encrypted key file.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [ValidateNotNull]
    public SecureString? KeyPassphrase { get; set; }

    /// <summary>Why.</summary>
    [Parameter]
    public SslRevocationReason Reason { get; set; }

    /// <summary>Revokes by the certificate's own key instead of the account.</summary>
    [Parameter]
    public SwitchParameter ByKey { get; set; }

    /// <summary>The CA; by default the one that issued the certificate or has the account, else Let's Encrypt.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeServerCompleter))]
    public string? Server { get; set; }

    /// <summary>The account that ordered the certificate; by default the CA's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeAccountCompleter))]
    public string? Account { get; set; }

    /// <summary>Emits the revoked certificates.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync(CancellationToken cancellationToken) => _options = new RevocationOptions
    {
        Account = new AcmeAccountOptions { Server = await FindServerAsync(Server, Account, cancellationToken), Account = Account, TrustedRoots = TrustedRoots },
        IsIssuerGiven = Server is not null || Account is not null,
        Reason = Reason,
        ByKey = ByKey || KeyPath is not null,
        Key = ReadKey(),
    };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new RevocationService(Engine, Store);
        var certificates = Engine.OpenCertificates(Store);
        await ForEachNameAsync(Name, certificates.ListAsync, async name =>
        {
            var stored = await certificates.FindAsync(name, 0, cancellationToken) ?? throw SslError.NotFound("certificate", name, certificates.Location);
            await RevokeAsync(service, stored, cancellationToken);
        }, cancellationToken);
        foreach (var certificate in Certificate) await GuardAsync(() => RevokeAsync(service, certificate, cancellationToken), certificate);
        foreach (var path in CertificatePath) await GuardAsync(() => RevokeAsync(service, service.Read(this.ResolveFile(path)), cancellationToken), path);
    }

    private async Task RevokeAsync(RevocationService service, SslCertificate certificate, CancellationToken cancellationToken)
    {
        var plan = await service.PlanAsync(certificate, _options!, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        var revoked = await service.RevokeAsync(plan, cancellationToken);
        if (PassThru) WriteObject(revoked);
    }

    private byte[]? ReadKey()
    {
        if (KeyPath is null) return null;
        var path = this.ResolveFile(KeyPath);
        return Engine.AccountKeys.Read(Engine.Files.Read(path), KeyPassphrase, path);
    }
}
