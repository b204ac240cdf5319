using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Changes an ACME account: contacts, key, and the roots that its CA is verified against.</summary>
[Cmdlet(VerbsCommon.Set, "LetsEncryptAccount", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(LetsEncryptAccount))]
public sealed class SetLetsEncryptAccountCommand : AcmeAccountCmdlet
{
    /// <summary>The new contacts; an empty list removes all.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public string[]? Contact { get; set; }

    /// <summary>Replaces the account key by a new one.</summary>
    [Parameter]
    public SwitchParameter NewKey { get; set; }

    /// <summary>The algorithm of the new key, by default that of the present one. Implies -NewKey.</summary>
    [Parameter]
    [KeyAlgorithmTransformation]
    public SslKeyAlgorithm KeyAlgorithm { get; set; }

    /// <summary>PEM files with the roots that the CA's TLS certificate is verified against from now on.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CACertificate { get; set; } = [];

    /// <summary>Emits the account.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private SslKeyAlgorithm? Algorithm => MyInvocation.BoundParameters.ContainsKey(nameof(KeyAlgorithm)) ? KeyAlgorithm : null;

    /// <inheritdoc/>
    private protected override async Task WorkAsync(AcmeAccountService service, string name, CancellationToken cancellationToken)
    {
        var change = await service.PlanChangeAsync(
            name, Contact, NewKey || Algorithm is not null, Algorithm, CACertificate.Length == 0 ? null : RootFiles.Read(this, Engine, CACertificate), cancellationToken);
        if (!ShouldProcess(change.Description, change.Description + "?", "SslTools")) return;
        var account = await service.ChangeAsync(change, cancellationToken);
        if (PassThru) WriteObject(account);
    }
}
