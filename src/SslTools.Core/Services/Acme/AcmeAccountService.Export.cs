using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Services;

/// <content>Account keys for other machines and other clients.</content>
public sealed partial class AcmeAccountService
{
    /// <summary>Checks an export.</summary>
    /// <param name="name">The account.</param>
    /// <param name="files">The files of this command.</param>
    /// <param name="path">A full path: the file, or an existing folder.</param>
    /// <param name="passphrase">Encrypts the key, or null.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">NotFound, EmptyPassphrase, FileExists, FolderNotFound.</exception>
    public async Task<AcmeAccountExport> PlanExportAsync(
        string name, OutputFiles files, string path, SecureString? passphrase, bool force, CancellationToken cancellationToken)
    {
        if (passphrase is { Length: 0 }) throw SslError.EmptyPassphrase();
        var account = await GetAsync(name, cancellationToken).ConfigureAwait(false);
        return new AcmeAccountExport(account, files.Resolve(path, account.Name + ".pem", force), passphrase);
    }

    /// <summary>Carries out an export.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="files">The files of this command.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">WriteFailed. Nothing was changed.</exception>
    public async Task ExportAsync(AcmeAccountExport plan, OutputFiles files, CancellationToken cancellationToken)
    {
        var account = await _accounts.GetAsync(plan.Account.Name, cancellationToken).ConfigureAwait(false);
        files.Write(plan.Path, _engine.AccountKeys.Write(account.Key, plan.Passphrase), true);
    }
}
