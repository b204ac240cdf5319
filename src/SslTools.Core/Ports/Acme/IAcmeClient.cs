using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// The protocol with one CA (RFC 8555). Every call repeats what the protocol says may be repeated: a badNonce with the
/// nonce of the answer (section 6.5), 429 and 503 after their Retry-After where that is short, a dropped connection where
/// the request has no effect when sent twice. It waits for nothing else: polling is the caller's.
/// All throw <see cref="AcmeProblemException"/> for what the CA refuses, and <see cref="SslToolsException"/>
/// AcmeUnreachable, AcmeBadAnswer, AcmeUntrusted for what is wrong on the way.
/// </summary>
public interface IAcmeClient : IDisposable
{
    /// <summary>The directory; fetched once.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What the CA says of itself.</returns>
    Task<AcmeDirectory> GetDirectoryAsync(CancellationToken cancellationToken);

    /// <summary>Makes an account, or finds the one of this key (section 7.3).</summary>
    /// <param name="accountKey">Unencrypted PKCS#8 DER.</param>
    /// <param name="request">What it says.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    Task<AcmeAccount> NewAccountAsync(byte[] accountKey, AcmeAccountRequest request, CancellationToken cancellationToken);

    /// <summary>Reads an account.</summary>
    /// <param name="signer">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    Task<AcmeAccount> GetAccountAsync(AcmeSigner signer, CancellationToken cancellationToken);

    /// <summary>Changes the contacts (section 7.3.2).</summary>
    /// <param name="signer">The account.</param>
    /// <param name="contacts">The new contact URLs; none removes all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    Task<AcmeAccount> UpdateAccountAsync(AcmeSigner signer, IReadOnlyList<string> contacts, CancellationToken cancellationToken);

    /// <summary>Ends an account for ever (section 7.3.6).</summary>
    /// <param name="signer">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    Task<AcmeAccount> DeactivateAccountAsync(AcmeSigner signer, CancellationToken cancellationToken);

    /// <summary>Gives an account another key (section 7.3.5).</summary>
    /// <param name="signer">The account with its present key.</param>
    /// <param name="newKey">The new key, unencrypted PKCS#8 DER.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task ChangeKeyAsync(AcmeSigner signer, byte[] newKey, CancellationToken cancellationToken);

    /// <summary>Makes an order; never sent twice by itself once the CA may have taken it.</summary>
    /// <param name="signer">The account.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order.</returns>
    Task<AcmeOrder> NewOrderAsync(AcmeSigner signer, AcmeOrderRequest request, CancellationToken cancellationToken);

    /// <summary>Reads an order.</summary>
    /// <param name="signer">The account.</param>
    /// <param name="order">Its URL.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order.</returns>
    Task<AcmeOrder> GetOrderAsync(AcmeSigner signer, Uri order, CancellationToken cancellationToken);

    /// <summary>The URLs of the account's orders, all pages (section 7.1.2.1); none where the CA does not list them.</summary>
    /// <param name="signer">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>URLs, in the CA's order.</returns>
    Task<IReadOnlyList<Uri>> ListOrdersAsync(AcmeSigner signer, CancellationToken cancellationToken);

    /// <summary>Reads an authorization.</summary>
    /// <param name="signer">The account.</param>
    /// <param name="authorization">Its URL.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The authorization.</returns>
    Task<AcmeAuthorization> GetAuthorizationAsync(AcmeSigner signer, Uri authorization, CancellationToken cancellationToken);

    /// <summary>Gives up an authorization (section 7.5.2), so that a pending one does not count against a limit.</summary>
    /// <param name="signer">The account.</param>
    /// <param name="authorization">Its URL.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The authorization.</returns>
    Task<AcmeAuthorization> DeactivateAuthorizationAsync(AcmeSigner signer, Uri authorization, CancellationToken cancellationToken);

    /// <summary>Says that the answer to a challenge is in place (section 7.5.1).</summary>
    /// <param name="signer">The account.</param>
    /// <param name="challenge">Its URL.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The challenge.</returns>
    Task<AcmeChallenge> AnswerChallengeAsync(AcmeSigner signer, Uri challenge, CancellationToken cancellationToken);

    /// <summary>Sends the certification request of a ready order (section 7.4).</summary>
    /// <param name="signer">The account.</param>
    /// <param name="order">The order; its answer may lack its URL.</param>
    /// <param name="request">PKCS#10 DER.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order.</returns>
    Task<AcmeOrder> FinalizeAsync(AcmeSigner signer, AcmeOrder order, byte[] request, CancellationToken cancellationToken);

    /// <summary>Downloads a certificate with its chain, and the alternates that the CA links to (section 7.4.2).</summary>
    /// <param name="signer">The account.</param>
    /// <param name="certificate">Its URL.</param>
    /// <param name="alternates">Whether the alternate chains are fetched too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Chains, DER, the leaf first; the CA's default first.</returns>
    Task<IReadOnlyList<IReadOnlyList<byte[]>>> DownloadAsync(
        AcmeSigner signer, Uri certificate, bool alternates, CancellationToken cancellationToken);

    /// <summary>Revokes a certificate in the name of the account (section 7.6).</summary>
    /// <param name="signer">The account.</param>
    /// <param name="certificate">DER.</param>
    /// <param name="reason">A reason of RFC 5280 section 5.3.1, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task RevokeAsync(AcmeSigner signer, byte[] certificate, int? reason, CancellationToken cancellationToken);

    /// <summary>Revokes a certificate in the name of its own key (section 7.6).</summary>
    /// <param name="certificateKey">Unencrypted PKCS#8 DER.</param>
    /// <param name="certificate">DER.</param>
    /// <param name="reason">A reason of RFC 5280 section 5.3.1, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task RevokeByKeyAsync(byte[] certificateKey, byte[] certificate, int? reason, CancellationToken cancellationToken);

    /// <summary>Asks when a certificate should be renewed (RFC 9773 section 4).</summary>
    /// <param name="certId">Its CertID.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The window, or null where the CA gives no renewal information.</returns>
    Task<AcmeRenewalInfo?> GetRenewalInfoAsync(string certId, CancellationToken cancellationToken);
}
