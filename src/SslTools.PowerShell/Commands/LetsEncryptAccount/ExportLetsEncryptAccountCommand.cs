using System.IO;
using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure;
using SslTools.Services;

namespace SslTools.Commands;

/// <summary>Writes the key of an ACME account to a file, for another machine or another client.</summary>
[Cmdlet(VerbsData.Export, "LetsEncryptAccount", SupportsShouldProcess = true, DefaultParameterSetName = ByName)]
[OutputType(typeof(FileInfo))]
public sealed class ExportLetsEncryptAccountCommand : AcmeAccountCmdlet
{
    private OutputFiles? _files;

    /// <summary>The file; or an existing folder, where the file is named after the account.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Encrypts the key.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override async Task WorkAsync(AcmeAccountService service, string name, CancellationToken cancellationToken)
    {
        _files ??= new OutputFiles(Engine.Files);
        var plan = await service.PlanExportAsync(name, _files, this.ResolveFile(Path), Passphrase, Force, cancellationToken);
        if (!ShouldProcess(plan.Description, plan.Description + "?", "SslTools")) return;
        await service.ExportAsync(plan, _files, cancellationToken);
        WriteObject(new FileInfo(plan.Path));
    }
}
