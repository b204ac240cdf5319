using System.Collections.Generic;

namespace SslTools;

/// <summary>What a certification request (PKCS#10, RFC 2986) shall ask for. Most public CAs heed the names alone.</summary>
public sealed record RequestTemplate
{
    /// <summary>The identifiers for the subject alternative name.</summary>
    public required SubjectNames Names { get; init; }

    /// <summary>The subject in RFC 4514 order; null or empty: none, as ACME CAs want it.</summary>
    public string? Subject { get; init; }

    /// <summary>The uses of the key; none: the CA decides.</summary>
    public IReadOnlyList<SslKeyUsage> KeyUsages { get; init; } = [];

    /// <summary>The purposes; none: the CA decides.</summary>
    public IReadOnlyList<SslKeyPurpose> KeyPurposes { get; init; } = [];

    /// <summary>Whether the certificate shall demand a stapled OCSP answer (RFC 7633).</summary>
    public bool MustStaple { get; init; }
}
