using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>
/// All that is needed to renew a certificate and to know when (collection <c>acme-renewals</c>, by the certificate's name).
/// Whether it is due is told from this alone, without reading the certificate.
/// </summary>
public sealed record AcmeRenewalRecord
{
    /// <summary>The collection.</summary>
    public const string Collection = "acme-renewals";

    /// <summary>The version of the certificate that this belongs to; with another one current, it is out of date.</summary>
    public required int Version { get; init; }

    /// <summary>The CAs in the order they are tried: names or directories.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>The CA that issued: its directory.</summary>
    public required string IssuedBy { get; init; }

    /// <summary>The URL of the order that it came from: what is left of that order on disk is over.</summary>
    public string? Order { get; init; }

    /// <summary>The account's name in the store that ordered it.</summary>
    public required string IssuedByAccount { get; init; }

    /// <summary>The account's name as the user gave it, or null.</summary>
    public string? Account { get; init; }

    /// <summary>Roots of a private CA, DER.</summary>
    public IReadOnlyList<byte[]> TrustedRoots { get; init; } = [];

    /// <summary>The identifiers asked for: names and addresses.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How control is proved.</summary>
    public required ChallengeSettings Challenges { get; init; }

    /// <summary>The profile, or null.</summary>
    public string? Profile { get; init; }

    /// <summary>The chain to prefer: a common name of one of its issuers; or null.</summary>
    public string? PreferredChain { get; init; }

    /// <summary>The key pair to generate.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Whether the present key is used again.</summary>
    public bool ReuseKey { get; init; }

    /// <summary>Whether the certificate demands a stapled answer.</summary>
    public bool MustStaple { get; init; }

    /// <summary>Whether names that fail are left out.</summary>
    public bool SkipFailedNames { get; init; }

    /// <summary>The user's own certification request, DER; or null.</summary>
    public byte[]? CertificateRequest { get; init; }

    /// <summary>The CertID (RFC 9773 section 4.1), or null where the certificate has no authority key identifier.</summary>
    public string? CertId { get; init; }

    /// <summary>Start of validity, UTC.</summary>
    public required DateTime NotBefore { get; init; }

    /// <summary>End of validity, UTC.</summary>
    public required DateTime NotAfter { get; init; }

    /// <summary>What the CA says of the renewal, or null.</summary>
    public SslRenewalInfo? RenewalInfo { get; init; }

    /// <summary>When the CA is asked again, UTC; null: at the next opportunity.</summary>
    public DateTime? NextQuestion { get; init; }

    /// <summary>Whether it was revoked: a revoked certificate is renewed only when asked for.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>How many renewals in a row have failed.</summary>
    public int Failures { get; init; }

    /// <summary>No renewal is tried before this, UTC; or null.</summary>
    public DateTime? NextTry { get; init; }

    /// <summary>Why the last renewal failed, or null.</summary>
    public string? LastError { get; init; }
}
