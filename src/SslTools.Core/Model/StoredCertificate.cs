using System.Collections.Generic;

namespace SslTools;

/// <summary>What is found in the files of a certificate, read for a test. What can't be read is null, and a finding says why.</summary>
public sealed record StoredCertificate
{
    /// <summary>The name in the store.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was revoked by Revoke-LetsEncryptCertificate.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>What can't be read; each an error.</summary>
    public IReadOnlyList<SslFinding> Damage { get; init; } = [];

    /// <summary>The certificate.</summary>
    public DescribedCertificate? Certificate { get; init; }

    /// <summary>Its issuers, in the order of the file.</summary>
    public IReadOnlyList<DescribedCertificate>? Chain { get; init; }

    /// <summary>The certificate and its issuers as a server sends them, DER; null also where nothing is stored.</summary>
    public IReadOnlyList<byte[]>? FullChain { get; init; }

    /// <summary>The private key, PKCS#8 DER; null also where none is held. Secret.</summary>
    public byte[]? PrivateKey { get; init; }

    /// <summary>The file of the private key, or null.</summary>
    public string? PrivateKeyPath { get; init; }

    /// <summary>What the metadata say of the certificate; null also where nothing is stored.</summary>
    public CertificateDescription? Recorded { get; init; }
}
