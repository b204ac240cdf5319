using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Acme.Http;
using SslTools.Engine.Cryptography;

namespace SslTools.Engine.Acme;

/// <content>Certificates: download, revocation (RFC 8555 sections 7.4.2 and 7.6), renewal information (RFC 9773).</content>
public sealed partial class AcmeClient
{
    private const string PemChain = "application/pem-certificate-chain";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<byte[]>>> DownloadAsync(
        AcmeSigner signer, Uri certificate, bool alternates, CancellationToken cancellationToken)
    {
        const string What = "the certificate";
        var answer = await _conversation.PostAsync(Reading(signer, certificate, What) with { Accept = PemChain }, cancellationToken).ConfigureAwait(false);
        var chains = new List<IReadOnlyList<byte[]>> { Chain(What, answer) };
        if (!alternates) return chains;
        var links = answer.Links.Where(link => link.Key == "alternate").Select(link => link.Value).Distinct().Take(_conversation.Limits.Alternates);
        foreach (var link in links)
        {
            const string Other = "an alternate chain";
            var alternate = await _conversation.PostAsync(Reading(signer, link, Other) with { Accept = PemChain }, cancellationToken).ConfigureAwait(false);
            chains.Add(Chain(Other, alternate));
        }

        return chains;
    }

    /// <inheritdoc/>
    public Task RevokeAsync(AcmeSigner signer, byte[] certificate, int? reason, CancellationToken cancellationToken) =>
        RevokeAsync(address => Signed(signer, address, "the revocation"), certificate, reason, cancellationToken);

    /// <inheritdoc/>
    public Task RevokeByKeyAsync(byte[] certificateKey, byte[] certificate, int? reason, CancellationToken cancellationToken) =>
        RevokeAsync(address => new AcmeRequest(address, "the revocation", Key(certificateKey)), certificate, reason, cancellationToken);

    /// <inheritdoc/>
    public async Task<AcmeRenewalInfo?> GetRenewalInfoAsync(string certId, CancellationToken cancellationToken)
    {
        const string What = "the renewal information";
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        if (resources.RenewalInfo is not { } address) return null;
        var question = new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{certId}");
        if (await _conversation.FindAsync(question, What, resources.Owns, cancellationToken).ConfigureAwait(false) is not { } answer) return null;
        var json = _conversation.Json(What, answer);
        var window = json.Object("suggestedWindow") ?? throw json.Bad("it has no window");
        // A client must treat an end that is not after the start as no answer at all (RFC 9773 section 4.2).
        if (window.Time("start") is not { } start || window.Time("end") is not { } end || end <= start) throw json.Bad("its window is none");
        return new AcmeRenewalInfo(start, end) { Explanation = json.Page("explanationURL"), RetryAfter = answer.RetryAfter };
    }

    private async Task RevokeAsync(Func<Uri, AcmeRequest> make, byte[] certificate, int? reason, CancellationToken cancellationToken)
    {
        var resources = await _conversation.ResourcesAsync(cancellationToken).ConfigureAwait(false);
        var payload = new JObject { ["certificate"] = Base64Url.Encode(certificate) };
        if (reason is not null) payload["reason"] = reason;
        var request = make(resources.RevokeCert ?? throw SslError.AcmeNotOffered(_conversation.Host, "revocation")) with { Payload = payload };
        var sent = false;
        await OnceAsync(request.What, SendAsync, () => Task.FromResult(true), again => again).ConfigureAwait(false);

        // The second of two answers "alreadyRevoked" where the first was taken.
        async Task<bool> SendAsync()
        {
            try
            {
                await _conversation.PostAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (AcmeProblemException e) when (sent && e.Problem.Code == "alreadyRevoked")
            {
                return false;
            }
            catch (DroppedConnectionException)
            {
                sent = true;
                throw;
            }

            return false;
        }
    }

    private IReadOnlyList<byte[]> Chain(string what, AcmeAnswer answer)
    {
        try
        {
            var chain = Pem.Read(Pem.Certificate, answer.Body);
            if (chain.Count == 0) throw SslError.AcmeBadAnswer(_conversation.Host, $"{what} has no PEM (its media type is '{answer.ContentType}')");
            if (chain.Count > _conversation.Limits.ChainLength) throw SslError.AcmeBadAnswer(_conversation.Host, $"{what} comes with {chain.Count} certificates");
            foreach (var certificate in chain) X509CertificateStructure.GetInstance(certificate);
            return chain;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidCastException)
        {
            throw SslError.AcmeBadAnswer(_conversation.Host, $"{what} is not PEM of certificates", e);
        }
    }
}
