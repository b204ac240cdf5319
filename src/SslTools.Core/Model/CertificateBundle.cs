using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A certificate with what a server needs to present it: its chain and its private key.</summary>
public sealed class CertificateBundle
{
    /// <summary>Makes a bundle.</summary>
    /// <param name="leaf">The end-entity certificate, DER.</param>
    /// <param name="chain">The issuers, DER, the leaf's issuer first, without the trust anchor (RFC 8446, section 4.4.2).</param>
    /// <param name="privateKey">The leaf's private key, unencrypted PKCS#8 DER (RFC 5958), or null where it is not held.</param>
    public CertificateBundle(byte[] leaf, IReadOnlyList<byte[]>? chain = null, byte[]? privateKey = null)
    {
        Leaf = leaf ?? throw new ArgumentNullException(nameof(leaf));
        Chain = chain ?? [];
        PrivateKey = privateKey;
    }

    /// <summary>The end-entity certificate, DER.</summary>
    public byte[] Leaf { get; }

    /// <summary>The issuers, DER, the leaf's issuer first, without the trust anchor.</summary>
    public IReadOnlyList<byte[]> Chain { get; }

    /// <summary>The leaf's private key as unencrypted PKCS#8 DER, or null.</summary>
    public byte[]? PrivateKey { get; }
}
