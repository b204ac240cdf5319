using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SslTools;

/// <summary>A certificate and what is asked of the path to it.</summary>
/// <param name="Certificate">The end-entity certificate, DER.</param>
/// <param name="TrustAnchors">Where paths may begin, DER.</param>
/// <param name="Time">The time to validate for; fractions of a second do not count.</param>
public sealed record PathRequest(byte[] Certificate, IReadOnlyList<byte[]> TrustAnchors, DateTimeOffset Time)
{
    /// <summary>Certificates that may help, in any order, DER.</summary>
    public IReadOnlyList<byte[]> Intermediates { get; init; } = [];

    /// <summary>The names that the certificate must cover, all of them (RFC 9525).</summary>
    public IReadOnlyList<PeerName> Names { get; init; } = [];

    /// <summary>What the certificate is to be used for.</summary>
    public SslCertificatePurpose Purpose { get; init; } = SslCertificatePurpose.ServerAuthentication;

    /// <summary>Key usages that the certificate must allow besides those of the purpose.</summary>
    public X509KeyUsageFlags KeyUsage { get; init; }

    /// <summary>The most intermediates that are not self-issued, or null for the validator's own limit.</summary>
    public int? MaxIntermediates { get; init; }

    /// <summary>Certificate revocation lists, DER: a list of an issuer on the path must be usable and must not name its certificates.</summary>
    public IReadOnlyList<byte[]> Crls { get; init; } = [];

    /// <summary>Whose rules.</summary>
    public PathRules Rules { get; init; } = PathRules.Web;

    /// <summary>
    /// Whether breaches of a profile refuse a path too: what RFC 5280 section 4 and the CA/Browser Forum forbid a CA to issue,
    /// and most clients accept all the same. Otherwise they are remarks.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>
    /// Whether anchors are judged by the profiles. Of a root that a root program has judged, only name, key, dates and constraints
    /// count (RFC 5280 section 6.1.1 (d)).
    /// </summary>
    public bool JudgeAnchors { get; init; } = true;

    /// <summary>Whether the common name must be one of the alternative names (baseline requirements, section 7.1.4.3).</summary>
    public bool JudgeCommonName { get; init; } = true;
}

/// <summary>A name to look for in a certificate.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The name: A-labels, an address, or a mailbox.</param>
public sealed record PeerName(PeerNameKind Kind, string Value);

/// <summary>Kinds of names.</summary>
public enum PeerNameKind
{
    /// <summary>A host name.</summary>
    Dns,

    /// <summary>An IPv4 or IPv6 address.</summary>
    Address,

    /// <summary>A mailbox.</summary>
    Mailbox,
}

/// <summary>Whose rules a path must keep.</summary>
public enum PathRules
{
    /// <summary>RFC 5280.</summary>
    Rfc5280,

    /// <summary>RFC 5280 and, where they are stricter or explicitly differ, the CA/Browser Forum's baseline requirements.</summary>
    Web,
}
