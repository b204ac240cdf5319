using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Acme.Jose;

namespace SslTools.Engine.Acme;

/// <content>Accounts (RFC 8555 section 7.3).</content>
public sealed partial class AcmeClient
{
    /// <inheritdoc/>
    public async Task<AcmeAccount> NewAccountAsync(byte[] accountKey, AcmeAccountRequest request, CancellationToken cancellationToken)
    {
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        var key = Key(accountKey);
        var payload = new JObject();
        if (request.Contacts.Count > 0) payload["contact"] = new JArray(request.Contacts);
        if (request.TermsOfServiceAgreed) payload["termsOfServiceAgreed"] = true;
        if (request.OnlyReturnExisting) payload["onlyReturnExisting"] = true;
        if (request.ExternalAccount is { } other) payload["externalAccountBinding"] = Jws.BindExternalAccount(other, key, resources.NewAccount);
        // An account that exists is returned as it is (section 7.3.1), so this may be repeated.
        var reader = await PostAsync(
            new AcmeRequest(resources.NewAccount, "the account", key) { Payload = payload, IsRepeatable = true }, cancellationToken).ConfigureAwait(false);
        return reader.Account(null);
    }

    /// <inheritdoc/>
    public async Task<AcmeAccount> GetAccountAsync(AcmeSigner signer, CancellationToken cancellationToken) =>
        (await PostAsync(Reading(signer, signer.Account, "the account"), cancellationToken).ConfigureAwait(false)).Account(signer.Account);

    /// <inheritdoc/>
    public async Task<AcmeAccount> UpdateAccountAsync(AcmeSigner signer, IReadOnlyList<string> contacts, CancellationToken cancellationToken)
    {
        var request = Reading(signer, signer.Account, "the contacts") with { Payload = new JObject { ["contact"] = new JArray(contacts) } };
        return (await PostAsync(request, cancellationToken).ConfigureAwait(false)).Account(signer.Account);
    }

    /// <inheritdoc/>
    public Task<AcmeAccount> DeactivateAccountAsync(AcmeSigner signer, CancellationToken cancellationToken)
    {
        const string What = "the end of the account";
        var request = Signed(signer, signer.Account, What) with { Payload = new JObject { ["status"] = "deactivated" } };
        return OnceAsync(
            What,
            async () => (await PostAsync(request, cancellationToken).ConfigureAwait(false)).Account(signer.Account),
            async () => await LookAsync().ConfigureAwait(false),
            account => account.Status == AcmeStatus.Valid);

        // A deactivated account is refused whatever it asks (section 7.3.6).
        async Task<AcmeAccount> LookAsync()
        {
            try
            {
                return await GetAccountAsync(signer, cancellationToken).ConfigureAwait(false);
            }
            catch (AcmeProblemException e) when (e.Problem.Code == "unauthorized")
            {
                return new AcmeAccount(signer.Account, AcmeStatus.Deactivated);
            }
        }
    }

    /// <inheritdoc/>
    public async Task ChangeKeyAsync(AcmeSigner signer, byte[] newKey, CancellationToken cancellationToken)
    {
        const string What = "the new account key";
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        var address = resources.KeyChange ?? throw SslError.AcmeNotOffered(_conversation.Host, "key rollover");
        // The new key proves itself in a JWS inside the one that the old key signs; the inner one has no nonce (section 7.3.5).
        var change = new JObject { ["account"] = signer.Account.OriginalString, ["oldKey"] = Key(signer.PrivateKey).PublicJwk };
        var inner = Jws.SignRequest(Key(newKey), null, null, address, change.ToString(Newtonsoft.Json.Formatting.None));
        var request = Signed(signer, address, What) with { Payload = inner };
        await OnceAsync(
            What,
            async () =>
            {
                await _conversation.PostAsync(request, cancellationToken).ConfigureAwait(false);
                return true;
            },
            IsChangedAsync,
            changed => !changed).ConfigureAwait(false);

        async Task<bool> IsChangedAsync()
        {
            try
            {
                var account = await NewAccountAsync(newKey, new AcmeAccountRequest { OnlyReturnExisting = true }, cancellationToken).ConfigureAwait(false);
                return account.Address == signer.Account;
            }
            catch (AcmeProblemException e) when (e.Problem.Code == "accountDoesNotExist")
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Uri>> ListOrdersAsync(AcmeSigner signer, CancellationToken cancellationToken)
    {
        const string What = "the list of orders";
        var account = await GetAccountAsync(signer, cancellationToken).ConfigureAwait(false);
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        var orders = new List<Uri>();
        var seen = new HashSet<Uri>();
        for (var page = account.Orders; page is not null && seen.Count < _conversation.Limits.Pages && seen.Add(page);)
        {
            var answer = await _conversation.PostAsync(Reading(signer, page, What), cancellationToken).ConfigureAwait(false);
            orders.AddRange(new Messages.ObjectReader(_conversation.Json(What, answer), answer, resources.Owns).Urls("orders"));
            page = answer.Links.FirstOrDefault(link => link.Key == "next").Value;
        }

        return orders;
    }
}
