using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Acme.Http;

namespace SslTools.Engine.Acme;

/// <content>Orders, authorizations and challenges (RFC 8555 sections 7.4 and 7.5).</content>
public sealed partial class AcmeClient
{
    /// <inheritdoc/>
    public async Task<AcmeOrder> NewOrderAsync(AcmeSigner signer, AcmeOrderRequest request, CancellationToken cancellationToken)
    {
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        var what = $"the order for {Names(request.Identifiers)}";
        var payload = new JObject { ["identifiers"] = new JArray(request.Identifiers.Select(Identifier)) };
        if (request.Profile is not null) payload["profile"] = request.Profile;
        if (request.Replaces is not null) payload["replaces"] = request.Replaces;
        try
        {
            return (await PostAsync(Signed(signer, resources.NewOrder, what) with { Payload = payload }, cancellationToken).ConfigureAwait(false)).Order(null);
        }
        catch (DroppedConnectionException e)
        {
            throw Broken(what, e);
        }
    }

    /// <inheritdoc/>
    public async Task<AcmeOrder> GetOrderAsync(AcmeSigner signer, Uri order, CancellationToken cancellationToken) =>
        (await PostAsync(Reading(signer, order, $"the order {order.AbsolutePath}"), cancellationToken).ConfigureAwait(false)).Order(order);

    /// <inheritdoc/>
    public async Task<AcmeAuthorization> GetAuthorizationAsync(AcmeSigner signer, Uri authorization, CancellationToken cancellationToken) =>
        (await PostAsync(Reading(signer, authorization, $"the authorization {authorization.AbsolutePath}"), cancellationToken).ConfigureAwait(false))
        .Authorization(authorization);

    /// <inheritdoc/>
    public Task<AcmeAuthorization> DeactivateAuthorizationAsync(AcmeSigner signer, Uri authorization, CancellationToken cancellationToken)
    {
        var what = $"the end of the authorization {authorization.AbsolutePath}";
        var request = Signed(signer, authorization, what) with { Payload = new JObject { ["status"] = "deactivated" } };
        return OnceAsync(
            what,
            async () => (await PostAsync(request, cancellationToken).ConfigureAwait(false)).Authorization(authorization),
            () => GetAuthorizationAsync(signer, authorization, cancellationToken),
            now => now.Status is AcmeStatus.Pending or AcmeStatus.Valid);
    }

    /// <inheritdoc/>
    public Task<AcmeChallenge> AnswerChallengeAsync(AcmeSigner signer, Uri challenge, CancellationToken cancellationToken)
    {
        var what = $"the answer to the challenge {challenge.AbsolutePath}";
        var request = Signed(signer, challenge, what) with { Payload = new JObject() };
        return OnceAsync(
            what,
            async () => (await PostAsync(request, cancellationToken).ConfigureAwait(false)).Challenge(),
            async () => (await PostAsync(Reading(signer, challenge, what), cancellationToken).ConfigureAwait(false)).Challenge(),
            now => now.Status == AcmeStatus.Pending);
    }

    /// <inheritdoc/>
    public Task<AcmeOrder> FinalizeAsync(AcmeSigner signer, AcmeOrder order, byte[] request, CancellationToken cancellationToken)
    {
        var what = $"the certification request for {Names(order.Identifiers)}";
        var address = order.Finalize ?? throw SslError.AcmeBadAnswer(_conversation.Host, $"the order {order.Address.AbsolutePath} has no finalize URL");
        var message = Signed(signer, address, what) with { Payload = new JObject { ["csr"] = Base64Url.Encode(request) } };
        return OnceAsync(
            what,
            async () => (await PostAsync(message, cancellationToken).ConfigureAwait(false)).Order(order.Address),
            () => GetOrderAsync(signer, order.Address, cancellationToken),
            now => now.Status == AcmeStatus.Ready);
    }
}
