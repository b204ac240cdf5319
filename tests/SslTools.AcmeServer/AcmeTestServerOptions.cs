using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace SslTools.Testing.Acme;

/// <summary>How the CA works. As it stands: every challenge is met, nothing is limited, certificates hold 47 days.</summary>
public sealed record AcmeTestServerOptions
{
    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Its TLS certificate; one of its own unless a test gives another.</summary>
    public TestTlsRoot? Tls { get; init; }

    /// <summary>The time that the server's clock starts from; the machine's unless a test gives its own.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;

    /// <summary>Profiles and how long their certificates hold; the first is the default.</summary>
    public IReadOnlyList<KeyValuePair<string, TimeSpan>> Profiles { get; init; } =
    [
        new("classic", TimeSpan.FromDays(47)),
        new("shortlived", TimeSpan.FromHours(160)),
    ];

    /// <summary>Whether the directory names its profiles.</summary>
    public bool ShowsProfiles { get; init; } = true;

    /// <summary>Whether it gives renewal information.</summary>
    public bool HasRenewalInfo { get; init; } = true;

    /// <summary>Whether every <c>replaces</c> is refused.</summary>
    public bool RefusesReplaces { get; init; }

    /// <summary>External accounts and their keys; with any, each new account needs one.</summary>
    public IReadOnlyDictionary<string, byte[]> ExternalAccounts { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>How many intermediates a chain has.</summary>
    public int ChainLength { get; init; } = 1;

    /// <summary>How many other roots there are.</summary>
    public int AlternateRoots { get; init; }

    /// <summary>How often an order says <c>processing</c> after it was finalized.</summary>
    public int ProcessingPolls { get; init; }

    /// <summary>How often an authorization stays pending after its challenge was answered.</summary>
    public int ValidationPolls { get; init; }

    /// <summary>The Retry-After of orders and authorizations that are not finished; null for none.</summary>
    public int? PollSeconds { get; init; }

    /// <summary>Whether finalized orders come without their URL, and newOrder is the only one to tell it.</summary>
    public bool HidesOrderUrl { get; init; }

    /// <summary>Where http-01 is really asked for, on 127.0.0.1; null believes every challenge.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Judges a challenge instead: why it fails, or null.</summary>
    public Func<ChallengeQuestion, Task<ServerProblem?>>? Validator { get; init; }

    /// <summary>Names whose challenges fail, and why.</summary>
    public IReadOnlyDictionary<string, ServerProblem> FailedNames { get; init; } = new Dictionary<string, ServerProblem>();

    /// <summary>Names that newOrder refuses, each in a subproblem.</summary>
    public IReadOnlyDictionary<string, ServerProblem> RejectedNames { get; init; } = new Dictionary<string, ServerProblem>();

    /// <summary>How long a valid authorization is used for other orders.</summary>
    public TimeSpan AuthorizationReuse { get; init; }

    /// <summary>New orders of one account.</summary>
    public RateLimit? NewOrders { get; init; }

    /// <summary>Certificates for exactly the same names.</summary>
    public RateLimit? CertificatesPerSet { get; init; }

    /// <summary>Failed validations of one name by one account.</summary>
    public RateLimit? FailedValidations { get; init; }

    /// <summary>How many orders a page of the list has.</summary>
    public int OrdersPerPage { get; init; } = 3;

    /// <summary>The ways to prove control that it offers, strange ones among them.</summary>
    public IReadOnlyList<string> ChallengeTypes { get; init; } = ["http-01", "dns-01", "tls-alpn-01"];
}

/// <summary>At most so many in so long a time.</summary>
public sealed record RateLimit(int Count, TimeSpan Window);

/// <summary>What a validator is asked.</summary>
public sealed record ChallengeQuestion(string Name, string Type, string Token, string KeyAuthorization);
