using System.Collections.Generic;

namespace SslTools.Testing.Acme;

/// <summary>How a Pebble behaves. As it stands: friendly, fast, and validating for real.</summary>
public sealed record PebbleOptions
{
    /// <summary>How many of a hundred good nonces are refused.</summary>
    public int NonceReject { get; init; }

    /// <summary>How many of a hundred valid authorizations are reused.</summary>
    public int AuthzReuse { get; init; }

    /// <summary>How many other roots there are, each with a chain of its own.</summary>
    public int AlternateRoots { get; init; }

    /// <summary>How many intermediates a chain has.</summary>
    public int ChainLength { get; init; } = 1;

    /// <summary>External accounts: key identifier and key, base64url. With any, each new account needs one of them.</summary>
    public IReadOnlyDictionary<string, string> ExternalAccounts { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is stricter than it must be.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Whether every challenge counts as met.</summary>
    public bool AlwaysValid { get; init; }

    /// <summary>Whether the challenge server answers http-01 and tls-alpn-01 itself; otherwise the test listens on those ports.</summary>
    public bool AnswersChallenges { get; init; }

    /// <summary>How many orders a page of the list has.</summary>
    public int OrdersPerPage { get; init; } = 3;

    /// <summary>The DNS server that it asks, host:port; null for the challenge server, where every name is 127.0.0.1.</summary>
    public string? DnsServer { get; init; }

    /// <summary>Where http-01 is looked for; 0 for a free port.</summary>
    public int HttpPort { get; init; }

    /// <summary>Where tls-alpn-01 is looked for; 0 for a free port.</summary>
    public int TlsPort { get; init; }
}
