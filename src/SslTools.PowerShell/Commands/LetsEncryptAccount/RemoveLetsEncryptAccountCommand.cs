using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Removes ACME accounts with their keys from the store, and ends them at the CA if asked to.</summary>
[Cmdlet(VerbsCommon.Remove, "LetsEncryptAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByName)]
[OutputType(typeof(void))]
public sealed class RemoveLetsEncryptAccountCommand : AcmeAccountCmdlet
{
    /// <summary>Deactivates the account at the CA first, for ever.</summary>
    [Parameter]
    public SwitchParameter Deactivate { get; set; }

    /// <summary>PEM files with the roots of a private CA, instead of those that the account was made with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CACertificate { get; set; } = [];

    /// <inheritdoc/>
    private protected override async Task WorkAsync(AcmeAccountService service, string name, CancellationToken cancellationToken)
    {
        var removal = await service.PlanRemovalAsync(name, Deactivate, cancellationToken);
        if (!ShouldProcess(removal.Description, removal.Description + "?", "SslTools")) return;
        await service.RemoveAsync(removal, RootFiles.Read(this, Engine, CACertificate), cancellationToken);
    }
}
