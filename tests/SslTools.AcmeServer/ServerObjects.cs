using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>A name or an address.</summary>
public sealed record ServerIdentifier(string Type, string Value)
{
    public static ServerIdentifier Parse(string value) => new(IPAddress.TryParse(value, out _) ? "ip" : "dns", value);

    public JsonObject ToJson() => new() { ["type"] = Type, ["value"] = Value };
}

public sealed class ServerAccount(string url, Jwk key)
{
    public string Url { get; } = url;

    public Jwk Key { get; set; } = key;

    public string Status { get; set; } = "valid";

    public IReadOnlyList<string> Contacts { get; set; } = [];
}

public sealed class ServerOrder(string url, ServerAccount account)
{
    public string Url { get; } = url;

    public ServerAccount Account { get; } = account;

    public required IReadOnlyList<ServerIdentifier> Identifiers { get; init; }

    public required IReadOnlyList<ServerAuthorization> Authorizations { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required KeyValuePair<string, TimeSpan> Profile { get; init; }

    public string? Replaces { get; init; }

    /// <summary>How often newOrder gave it.</summary>
    public int Given { get; set; } = 1;

    /// <summary>Set by finalize.</summary>
    public ServerCertificate? Certificate { get; set; }

    public int ProcessingPolls { get; set; }

    /// <summary>Makes it invalid, whatever its authorizations say.</summary>
    public ServerProblem? Error { get; set; }

    public string Names => string.Join(",", Identifiers.Select(identifier => identifier.Value).Order(StringComparer.Ordinal));

    public string Status =>
        Error is not null || Authorizations.Any(a => a.Status is "invalid" or "deactivated") ? "invalid"
        : Certificate is not null ? ProcessingPolls > 0 ? "processing" : "valid"
        : Authorizations.All(a => a.Status == "valid") ? "ready"
        : "pending";
}

public sealed class ServerAuthorization(string url, ServerAccount account, ServerIdentifier identifier, bool isWildcard)
{
    public string Url { get; } = url;

    public ServerAccount Account { get; } = account;

    public ServerIdentifier Identifier { get; } = identifier;

    public bool IsWildcard { get; } = isWildcard;

    public List<ServerChallenge> Challenges { get; } = [];

    public DateTimeOffset? Validated { get; set; }

    public int PendingPolls { get; set; }

    public bool IsDeactivated { get; set; }

    public string Status =>
        IsDeactivated ? "deactivated"
        : Challenges.Any(c => c.Status == "invalid") ? "invalid"
        : Challenges.Any(c => c.Status == "valid") ? "valid"
        : "pending";
}

public sealed class ServerChallenge(string url, string type, string token)
{
    public string Url { get; } = url;

    public string Type { get; } = type;

    public string Token { get; } = token;

    public string Status { get; set; } = "pending";

    public ServerProblem? Error { get; set; }
}

public sealed class ServerCertificate(string url, ServerOrder order, X509Certificate2 leaf)
{
    public string Url { get; } = url;

    public ServerOrder Order { get; } = order;

    public X509Certificate2 Leaf { get; } = leaf;

    public required string CertId { get; init; }

    public int? RevocationReason { get; set; }

    /// <summary>The window of the renewal information, where a test gives one.</summary>
    public (DateTimeOffset Start, DateTimeOffset End)? Window { get; set; }

    /// <summary>Whether an order that replaces it was finalized.</summary>
    public bool IsReplaced { get; set; }
}
