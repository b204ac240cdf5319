using System;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A conversation with one CA in the name of one account.</summary>
/// <param name="Server">The CA.</param>
/// <param name="Client">The protocol.</param>
/// <param name="Directory">What the CA says of itself.</param>
/// <param name="AccountName">The account's name in the store.</param>
/// <param name="Signer">Signs the account's requests.</param>
/// <param name="KeyThumbprint">The thumbprint of the account key (RFC 7638).</param>
public sealed record AcmeSession(
    AcmeServer Server, IAcmeClient Client, AcmeDirectory Directory, string AccountName, AcmeSigner Signer, string KeyThumbprint) : IDisposable
{
    /// <summary>The key authorization of a token (RFC 8555 section 8.1).</summary>
    /// <param name="token">The token.</param>
    /// <returns>Token, dot, thumbprint.</returns>
    public string KeyAuthorization(string token) => $"{token}.{KeyThumbprint}";

    /// <summary>Ends the conversation.</summary>
    public void Dispose() => Client.Dispose();
}
