using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// The accounts at ACME CAs. Whatever the CA is asked to make or change is in the store before, so that a run that is
/// killed at any instant is gone on with by the next one; the account's lock makes runs at once wait for each other.
/// </summary>
public sealed partial class AcmeAccountService
{
    private readonly IEngine _engine;
    private readonly AcmeAccountStore _accounts;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public AcmeAccountService(IEngine engine, IStore store)
    {
        _engine = engine;
        _accounts = new AcmeAccountStore(engine, store);
    }

    /// <summary>Opens a conversation in the name of an account, which is made on first use. One that exists costs no request but the directory.</summary>
    /// <param name="options">The CA and the account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The conversation; disposing it ends it.</returns>
    /// <exception cref="SslToolsException">TermsNotAccepted, ExternalAccountNeeded, AccountOfAnotherServer, AccountDeactivated, or what the CA says.</exception>
    public async Task<AcmeSession> OpenAsync(AcmeAccountOptions options, CancellationToken cancellationToken)
    {
        var name = NameOf(options);
        var account = await _accounts.FindAsync(name, cancellationToken).ConfigureAwait(false);
        CheckServer(account, options.Server);
        var client = Connect(options.Server, options.TrustedRoots, account?.Record);
        try
        {
            var directory = await client.GetDirectoryAsync(cancellationToken).ConfigureAwait(false);
            if (account is not { Record: { Address: not null, RolloverPending: false } })
                account = await SettleAsync(client, directory, name, options, cancellationToken).ConfigureAwait(false);
            if (account.Record.Deactivated) throw SslError.AccountDeactivated(name, options.Server.Name);
            return new AcmeSession(options.Server, client, directory, name, account.Signer, account.Record.KeyThumbprint);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Connects to a CA without an account, with the roots that were given or that its account was made with.</summary>
    /// <param name="options">The CA.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The client; the caller disposes it.</returns>
    internal async Task<IAcmeClient> ConnectAsync(AcmeAccountOptions options, CancellationToken cancellationToken)
    {
        var record = await _accounts.FindRecordAsync(NameOf(options), cancellationToken).ConfigureAwait(false);
        return Connect(options.Server, options.TrustedRoots, record?.Directory == options.Server.Directory.AbsoluteUri ? record : null);
    }

    /// <summary>The names of all accounts, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _accounts.ListAsync(cancellationToken);

    /// <summary>Finds an account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account as the store knows it.</returns>
    /// <exception cref="SslToolsException">NotFound, CorruptEntry.</exception>
    public async Task<LetsEncryptAccount> GetAsync(string name, CancellationToken cancellationToken)
    {
        var record = await _accounts.FindRecordAsync(name, cancellationToken).ConfigureAwait(false);
        return record is null ? throw SslError.NotFound("account", name, _accounts.Location) : _accounts.Show(StoreName.Parse(name), record);
    }

    /// <summary>The CA of an account.</summary>
    /// <param name="name">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The CA, or null where there is no such account.</returns>
    public async Task<AcmeServer?> FindServerAsync(string name, CancellationToken cancellationToken) =>
        await _accounts.FindRecordAsync(name, cancellationToken).ConfigureAwait(false) is { } record ? AcmeServer.Parse(record.Directory) : null;

    private static string NameOf(AcmeAccountOptions options) => StoreName.Parse(options.Account ?? options.Server.Key);

    private static void CheckServer(StoredAccount? account, AcmeServer server)
    {
        if (account is not null && account.Server.Directory != server.Directory)
            throw SslError.AccountOfAnotherServer(account.Name, account.Server, server);
    }

    private IAcmeClient Connect(AcmeServer server, IReadOnlyList<byte[]> roots, AcmeAccountRecord? record) =>
        _engine.Acme.Connect(new AcmeEndpoint(server.Directory) { TrustedRoots = roots.Count > 0 ? roots : record?.TrustedRoots ?? [] });

    // What an earlier run left unfinished, or nothing yet.
    private async Task<StoredAccount> SettleAsync(
        IAcmeClient client, AcmeDirectory directory, string name, AcmeAccountOptions options, CancellationToken cancellationToken)
    {
        using var held = await _accounts.LockAsync(name, cancellationToken).ConfigureAwait(false);
        var account = await _accounts.FindAsync(name, cancellationToken).ConfigureAwait(false);
        CheckServer(account, options.Server);
        return account switch
        {
            { Record.RolloverPending: true } => await FinishRolloverAsync(client, account, cancellationToken).ConfigureAwait(false),
            { Record.Address: not null } => account,
            _ => await MakeAsync(client, directory, new AcmeAccountPlan(name, options, account?.Key, directory, _accounts.Location), cancellationToken).ConfigureAwait(false),
        };
    }
}
