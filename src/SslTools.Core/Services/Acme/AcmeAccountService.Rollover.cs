using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <content>Another key for an account (RFC 8555 section 7.3.5).</content>
public sealed partial class AcmeAccountService
{
    // Called with the lock held.
    private async Task<StoredAccount> RollOverAsync(
        IAcmeClient client, StoredAccount account, SslKeyAlgorithm algorithm, CancellationToken cancellationToken)
    {
        var key = _engine.Issuer.GenerateKey(algorithm);

        // Both keys are on disk while the CA may have either.
        var waiting = await _accounts.SaveAsync(
            account with { NewKey = key, Record = account.Record with { RolloverPending = true } }, cancellationToken).ConfigureAwait(false);
        try
        {
            await client.ChangeKeyAsync(account.Signer, key, cancellationToken).ConfigureAwait(false);
        }
        catch (SslToolsException)
        {
            // An answer that was lost on the way may have been a yes.
            var settled = await FinishRolloverAsync(client, waiting, cancellationToken).ConfigureAwait(false);
            if (settled.Key == key) return settled;
            throw;
        }

        return await UseAsync(waiting, key).ConfigureAwait(false);
    }

    // The account that the CA has for the new key tells whether the change was made.
    private async Task<StoredAccount> FinishRolloverAsync(IAcmeClient client, StoredAccount account, CancellationToken cancellationToken)
    {
        var found = await FindByKeyAsync(client, account.NewKey, cancellationToken).ConfigureAwait(false);
        return await UseAsync(account, found is null ? account.Key : account.NewKey!).ConfigureAwait(false);
    }

    private Task<StoredAccount> UseAsync(StoredAccount account, byte[] key) => _accounts.SaveAsync(
        account with
        {
            Key = key,
            NewKey = null,
            Record = account.Record with
            {
                KeyAlgorithm = _engine.AccountKeys.AlgorithmOf(key),
                KeyThumbprint = _engine.Acme.Thumbprint(key),
                RolloverPending = false,
            },
        },
        CancellationToken.None);
}
