using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Completion;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Makes an account at an ACME CA, or takes over the one of a key that another client made.</summary>
[Cmdlet(VerbsCommon.New, "LetsEncryptAccount", SupportsShouldProcess = true, DefaultParameterSetName = NewKeySet)]
[OutputType(typeof(LetsEncryptAccount))]
public sealed class NewLetsEncryptAccountCommand : AcmeRegistrationCmdlet
{
    private const string NewKeySet = "NewKey";
    private const string ImportSet = "Import";

    /// <summary>The CA; by default Let's Encrypt.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcmeServerCompleter))]
    public string Server { get; set; } = AcmeServer.Default.Name;

    /// <summary>The name in the store; by default the CA's, whose account is used where none is named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The account key.</summary>
    [Parameter(ParameterSetName = NewKeySet)]
    [KeyAlgorithmTransformation]
    public SslKeyAlgorithm KeyAlgorithm { get; set; } = SslKeyAlgorithm.P256;

    /// <summary>The file of an account key that exists, of this module or of another client.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImportSet)]
    [ValidateNotNullOrEmpty]
    public string? KeyPath { get; set; }

    /// <summary>Opens an encrypted key file.</summary>
    [Parameter(ParameterSetName = ImportSet)]
    [ValidateNotNull]
    public SecureString? KeyPassphrase { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new AcmeAccountService(Engine, Store);
        var plan = await service.PlanAsync(Options(), ReadKey(), cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        WriteObject(await service.CreateAsync(plan, cancellationToken));
    }

    private byte[]? ReadKey()
    {
        if (KeyPath is null) return null;
        var path = this.ResolveFile(KeyPath);
        return Engine.AccountKeys.Read(Engine.Files.Read(path), KeyPassphrase, path);
    }

    private AcmeAccountOptions Options() => AccountOptions(Name) with { Server = AcmeServer.Parse(Server), KeyAlgorithm = KeyAlgorithm };
}
