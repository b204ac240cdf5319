using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Makes a local certificate authority: a root and, by default, an intermediate that does the signing.</summary>
[Cmdlet(VerbsCommon.New, "SslCertificateAuthority", SupportsShouldProcess = true, DefaultParameterSetName = KeepSet)]
[OutputType(typeof(SslCertificateAuthority))]
public sealed class NewSslCertificateAuthorityCommand : StoreCmdlet
{
    private const string KeepSet = "KeepRootKey";
    private const string DiscardSet = "DiscardRootKey";

    /// <summary>The name in the store.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>Protects the root key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = KeepSet)]
    public SecureString? Passphrase { get; set; }

    /// <summary>Throws the root key away once the intermediate is signed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DiscardSet)]
    public SwitchParameter DiscardRootKey { get; set; }

    /// <summary>Lets the root itself sign; each certificate then needs the passphrase.</summary>
    [Parameter(ParameterSetName = KeepSet)]
    public SwitchParameter NoIntermediate { get; set; }

    /// <summary>The root's subject (RFC 4514); by default CN with the name.</summary>
    [Parameter]
    public string? Subject { get; set; }

    /// <summary>The key pairs.</summary>
    [Parameter]
    [KeyAlgorithmTransformation]
    public SslKeyAlgorithm KeyAlgorithm { get; set; } = SslKeyAlgorithm.P256;

    /// <summary>Lifetime in days; ten years by default.</summary>
    [Parameter]
    public int ValidityDays { get; set; }

    /// <summary>DNS names below which alone it may sign.</summary>
    [Parameter]
    public string[] PermittedDnsName { get; set; } = [];

    /// <summary>Address ranges, CIDR, within which alone it may sign.</summary>
    [Parameter]
    public string[] PermittedIPAddress { get; set; } = [];

    /// <summary>Replaces an existing authority; the earlier version is kept.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var service = new AuthorityService(Engine, Store);
        var plan = await service.PlanAsync(Options(), cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        WriteObject(await OffPipelineAsync(() => service.CreateAsync(plan, cancellationToken), cancellationToken));
    }

    private AuthorityOptions Options() => new()
    {
        Name = Name,
        Subject = Subject,
        KeyAlgorithm = KeyAlgorithm,
        ValidityDays = MyInvocation.BoundParameters.ContainsKey(nameof(ValidityDays)) ? ValidityDays : null,
        Intermediate = !NoIntermediate,
        Passphrase = DiscardRootKey ? null : Passphrase,
        PermittedDnsNames = PermittedDnsName,
        PermittedIPAddresses = PermittedIPAddress,
        Force = Force,
    };
}
