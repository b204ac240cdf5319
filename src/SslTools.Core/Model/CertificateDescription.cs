using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What a certificate says of itself, in the spelling that the pipeline shows.</summary>
public sealed record CertificateDescription
{
    /// <summary>SHA-1 over the DER, upper-case hex, as Windows shows it.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>SHA-256 over the DER, upper-case hex.</summary>
    public required string Sha256Fingerprint { get; init; }

    /// <summary>The subject in RFC 4514 order; empty where the certificate has none.</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer in RFC 4514 order.</summary>
    public required string Issuer { get; init; }

    /// <summary>The serial number, upper-case hex, two digits a byte.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The dNSName entries of the subject alternative name, as written there (A-labels).</summary>
    public required IReadOnlyList<string> DnsNames { get; init; }

    /// <summary>The iPAddress entries of the subject alternative name.</summary>
    public required IReadOnlyList<string> IPAddresses { get; init; }

    /// <summary>Start of validity, UTC.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>End of validity, inclusive, UTC.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>Key type and size: P256, RSA2048, Ed25519, ... An algorithm unknown here is given by its OID.</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>The algorithm of the issuer's signature, such as <c>SHA-256withECDSA</c>; null in a store written before it was kept.</summary>
    public string? SignatureAlgorithm { get; init; }

    /// <summary>True for a CA certificate (basic constraints, RFC 5280 section 4.2.1.9).</summary>
    public required bool IsCertificateAuthority { get; init; }

    /// <summary>The subject key identifier, upper-case hex, or null.</summary>
    public string? SubjectKeyIdentifier { get; init; }

    /// <summary>The key identifier of the issuer's key, upper-case hex, or null.</summary>
    public string? AuthorityKeyIdentifier { get; init; }
}
