using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <content>What becomes of accounts later.</content>
public sealed partial class AcmeAccountService
{
    /// <summary>Asks the CA how it sees an account, and keeps the answer.</summary>
    /// <param name="name">The account.</param>
    /// <param name="roots">Roots of a private CA, DER; none: those that the account was made with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    /// <exception cref="SslToolsException">NotFound, AccountPending, or what the CA says.</exception>
    public Task<LetsEncryptAccount> RefreshAsync(string name, IReadOnlyList<byte[]> roots, CancellationToken cancellationToken) =>
        ConverseAsync(name, roots, async (client, account) =>
        {
            var record = account.Record;
            try
            {
                var seen = await client.GetAccountAsync(account.Signer, cancellationToken).ConfigureAwait(false);
                record = record with
                {
                    Contacts = seen.Contacts.Count > 0 ? seen.Contacts : record.Contacts,
                    Deactivated = seen.Status is AcmeStatus.Deactivated or AcmeStatus.Revoked,
                };
            }
            catch (AcmeProblemException e) when (IsDeactivated(e))
            {
                record = record with { Deactivated = true };
            }

            return await _accounts.SaveAsync(account.With(record), CancellationToken.None).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Checks a change.</summary>
    /// <param name="name">The account.</param>
    /// <param name="contacts">The new contacts, none removes all; null leaves them.</param>
    /// <param name="newKey">Whether the key is replaced.</param>
    /// <param name="algorithm">The algorithm of the new key; null for that of the present one.</param>
    /// <param name="roots">Roots of the CA to be remembered from now on, DER; null leaves them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">NotFound, NothingToChange, InvalidContact, AccountPending, AccountDeactivated.</exception>
    public async Task<AcmeAccountChange> PlanChangeAsync(
        string name, IEnumerable<string>? contacts, bool newKey, SslKeyAlgorithm? algorithm, IReadOnlyList<byte[]>? roots, CancellationToken cancellationToken)
    {
        if (contacts is null && !newKey && roots is null) throw SslError.NothingToChange();
        var account = await GetAsync(name, cancellationToken).ConfigureAwait(false);
        if (account.Status == AcmeStatus.Pending) throw SslError.AccountPending(account.Name, account.Server);
        if (account.Status == AcmeStatus.Deactivated) throw SslError.AccountDeactivated(account.Name, account.Server);
        return new AcmeAccountChange(account)
        {
            Contacts = contacts is null ? null : AcmeContacts.Normalize(contacts),
            NewKey = !newKey ? null : algorithm ?? (Enum.TryParse<SslKeyAlgorithm>(account.KeyAlgorithm, out var present) ? present : SslKeyAlgorithm.P256),
            TrustedRoots = roots,
        };
    }

    /// <summary>Carries out a change.</summary>
    /// <param name="change">The plan.</param>
    /// <param name="cancellationToken">Cancels; a key rollover is settled by the next use of the account then.</param>
    /// <returns>The account.</returns>
    /// <exception cref="SslToolsException">What the CA says.</exception>
    public Task<LetsEncryptAccount> ChangeAsync(AcmeAccountChange change, CancellationToken cancellationToken) =>
        ConverseAsync(change.Account.Name, change.TrustedRoots ?? [], async (client, account) =>
        {
            if (change.TrustedRoots is { } roots)
            {
                await client.GetDirectoryAsync(cancellationToken).ConfigureAwait(false);
                account = await _accounts.SaveAsync(account.With(account.Record with { TrustedRoots = roots }), cancellationToken).ConfigureAwait(false);
            }

            if (change.Contacts is { } contacts)
            {
                await client.UpdateAccountAsync(account.Signer, contacts, cancellationToken).ConfigureAwait(false);
                account = await _accounts.SaveAsync(account.With(account.Record with { Contacts = contacts }), CancellationToken.None).ConfigureAwait(false);
            }

            return change.NewKey is { } algorithm ? await RollOverAsync(client, account, algorithm, cancellationToken).ConfigureAwait(false) : account;
        }, cancellationToken);

    /// <summary>Checks that there is something to remove; a damaged entry can be removed too.</summary>
    /// <param name="name">The account.</param>
    /// <param name="deactivate">Whether the CA is told first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">NotFound, AccountPending; CorruptEntry where the CA is to be told.</exception>
    public async Task<AcmeAccountRemoval> PlanRemovalAsync(string name, bool deactivate, CancellationToken cancellationToken)
    {
        name = StoreName.Parse(name);
        LetsEncryptAccount? account = null;
        try
        {
            account = await GetAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException e) when (e.Kind == SslErrorKind.InvalidData && !deactivate)
        {
            // Nothing can be shown of it.
        }

        if (deactivate && account!.Status == AcmeStatus.Pending) throw SslError.AccountPending(name, account.Server);
        return new AcmeAccountRemoval(name, account, deactivate, _accounts.Location);
    }

    /// <summary>Carries out a removal.</summary>
    /// <param name="removal">The plan.</param>
    /// <param name="roots">Roots of a private CA, DER; none: those that the account was made with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">NotFound, or what the CA says; the account is kept then.</exception>
    public async Task RemoveAsync(AcmeAccountRemoval removal, IReadOnlyList<byte[]> roots, CancellationToken cancellationToken)
    {
        if (removal.Deactivate)
            await ConverseAsync(removal.Name, roots, (client, account) => DeactivateAsync(client, account, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!await _accounts.DeleteAsync(removal.Name, cancellationToken).ConfigureAwait(false))
            throw SslError.NotFound("account", removal.Name, _accounts.Location);
    }

    // A CA answers a deactivated account with 'unauthorized' (RFC 8555 section 7.3.6).
    private static bool IsDeactivated(AcmeProblemException e) => e.Problem.Code == "unauthorized";

    private async Task<StoredAccount> DeactivateAsync(IAcmeClient client, StoredAccount account, CancellationToken cancellationToken)
    {
        // First, so that no other run goes on with an account that a killed one ended.
        var ended = await _accounts.SaveAsync(account.With(account.Record with { Deactivated = true }), cancellationToken).ConfigureAwait(false);
        try
        {
            await client.DeactivateAccountAsync(account.Signer, cancellationToken).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (IsDeactivated(e))
        {
            // An earlier request was heard, its answer lost.
        }
        catch (AcmeProblemException)
        {
            await _accounts.SaveAsync(account, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return ended;
    }

    private async Task<LetsEncryptAccount> ConverseAsync(
        string name, IReadOnlyList<byte[]> roots, Func<IAcmeClient, StoredAccount, Task<StoredAccount>> work, CancellationToken cancellationToken)
    {
        using var held = await _accounts.LockAsync(name, cancellationToken).ConfigureAwait(false);
        var account = await _accounts.GetAsync(name, cancellationToken).ConfigureAwait(false);
        using var client = Connect(account.Server, roots, account.Record);
        if (account.Record.RolloverPending) account = await FinishRolloverAsync(client, account, cancellationToken).ConfigureAwait(false);
        account = await work(client, account).ConfigureAwait(false);
        return _accounts.Show(account.Name, account.Record);
    }
}
