namespace SslTools;

/// <summary>What a certification request (PKCS#10, RFC 2986) shall ask for; never an extended key usage.</summary>
public sealed record RequestTemplate
{
    /// <summary>The identifiers for the subject alternative name.</summary>
    public required SubjectNames Names { get; init; }

    /// <summary>The subject in RFC 4514 order; null or empty: none, as ACME CAs want it.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether the certificate shall demand a stapled OCSP answer (RFC 7633).</summary>
    public bool MustStaple { get; init; }
}
