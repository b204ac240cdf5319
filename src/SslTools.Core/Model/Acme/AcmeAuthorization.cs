using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>An authorization (RFC 8555 section 7.1.4).</summary>
/// <param name="Address">Its URL.</param>
/// <param name="Identifier">What is to be proved; a wildcard without its <c>*.</c>.</param>
/// <param name="Status">Its state.</param>
public sealed record AcmeAuthorization(Uri Address, AcmeIdentifier Identifier, AcmeStatus Status)
{
    /// <summary>Whether it is for the wildcard of the identifier.</summary>
    public bool Wildcard { get; init; }

    /// <summary>Until when it holds, UTC; or null.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The ways to prove control, unknown ones among them.</summary>
    public IReadOnlyList<AcmeChallenge> Challenges { get; init; } = [];

    /// <summary>How long the CA asks to wait before the next look, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A challenge (RFC 8555 section 8).</summary>
/// <param name="Type">http-01, dns-01, tls-alpn-01, dns-account-01, dns-persist-01, or one unknown here.</param>
/// <param name="Address">Its URL.</param>
/// <param name="Status">Its state.</param>
public sealed record AcmeChallenge(string Type, Uri Address, AcmeStatus Status)
{
    /// <summary>http-01 (RFC 8555 section 8.3).</summary>
    public const string Http01 = "http-01";

    /// <summary>dns-01 (RFC 8555 section 8.4).</summary>
    public const string Dns01 = "dns-01";

    /// <summary>tls-alpn-01 (RFC 8737).</summary>
    public const string TlsAlpn01 = "tls-alpn-01";

    /// <summary>dns-account-01 (draft-ietf-acme-dns-account-label).</summary>
    public const string DnsAccount01 = "dns-account-01";

    /// <summary>dns-persist-01 (draft-ietf-acme-dns-persist).</summary>
    public const string DnsPersist01 = "dns-persist-01";

    /// <summary>The token, base64url; empty for types without one.</summary>
    public string Token { get; init; } = "";

    /// <summary>The CA's names for a dns-persist-01 record.</summary>
    public IReadOnlyList<string> IssuerDomainNames { get; init; } = [];

    /// <summary>Why it failed, or null.</summary>
    public AcmeProblem? Error { get; init; }
}
