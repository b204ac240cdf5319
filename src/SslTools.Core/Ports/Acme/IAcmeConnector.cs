using System;
using System.Collections.Generic;

namespace SslTools.Ports;

/// <summary>Opens conversations with ACME CAs.</summary>
public interface IAcmeConnector
{
    /// <summary>Makes a client of one CA; nothing is sent yet. It may be used by many tasks at once.</summary>
    /// <param name="endpoint">The CA.</param>
    /// <returns>The client.</returns>
    IAcmeClient Connect(AcmeEndpoint endpoint);

    /// <summary>The thumbprint of an account key (RFC 7638), base64url.</summary>
    /// <param name="accountKey">Unencrypted PKCS#8 DER.</param>
    /// <returns>43 characters.</returns>
    /// <exception cref="SslToolsException">MalformedKey; UnsupportedAccountKey for a key that can't sign JWS here.</exception>
    string Thumbprint(byte[] accountKey);
}

/// <summary>Where a CA is and what its TLS certificate is verified against.</summary>
/// <param name="Directory">Its directory, https.</param>
public sealed record AcmeEndpoint(Uri Directory)
{
    /// <summary>Roots of a private CA, DER, trusted beside the machine's own; TLS is always verified.</summary>
    public IReadOnlyList<byte[]> TrustedRoots { get; init; } = [];
}
