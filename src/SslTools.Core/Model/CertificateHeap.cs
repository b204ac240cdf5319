using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What was found in a heap of files: every certificate and key once, and one failure for each file that has one.</summary>
/// <param name="Certificates">The certificates, in the order found.</param>
/// <param name="Keys">The private keys, in the order found.</param>
/// <param name="Failures">What could not be read, and why.</param>
public sealed record CertificateHeap(
    IReadOnlyList<HeapCertificate> Certificates, IReadOnlyList<HeapKey> Keys, IReadOnlyList<SslToolsException> Failures);

/// <summary>A certificate from a heap.</summary>
/// <param name="Der">The certificate, DER.</param>
/// <param name="Description">What it says of itself.</param>
/// <param name="PublicKeyFingerprint">SHA-256 of the public key's bits, upper-case hex.</param>
/// <param name="IsForServers">Whether its extended key usage, if any, has serverAuth.</param>
/// <param name="IssuerAddresses">Where the issuer's certificate can be fetched (AIA caIssuers, RFC 5280 section 4.2.2.1).</param>
/// <param name="Place">File and line, for messages.</param>
public sealed record HeapCertificate(
    byte[] Der, CertificateDescription Description, string PublicKeyFingerprint, bool IsForServers, IReadOnlyList<Uri> IssuerAddresses, string Place)
{
    /// <summary>Whether it names itself as issuer (RFC 5280 section 3.2).</summary>
    public bool IsSelfIssued => Description.Subject == Description.Issuer;

    /// <summary>The certificate as messages name it.</summary>
    /// <returns>The subject, or the names where there is none.</returns>
    public override string ToString() => Description.Subject.Length > 0 ? Description.Subject
        : Description.DnsNames.Count > 0 ? string.Join(", ", Description.DnsNames) : Description.Thumbprint;
}

/// <summary>A private key from a heap.</summary>
/// <param name="Pkcs8">Unencrypted PKCS#8 DER. Secret.</param>
/// <param name="PublicKeyFingerprint">SHA-256 of the public key's bits, upper-case hex.</param>
/// <param name="Place">File and line, for messages.</param>
public sealed record HeapKey(byte[] Pkcs8, string PublicKeyFingerprint, string Place);
