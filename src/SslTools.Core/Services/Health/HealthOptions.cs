using System;
using System.Collections.Generic;

namespace SslTools.Services.Health;

/// <summary>What more is asked of certificates.</summary>
public sealed record HealthOptions
{
    /// <summary>Host names and addresses that the certificates must cover.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>What they are to be used for.</summary>
    public SslCertificatePurpose Purpose { get; init; } = SslCertificatePurpose.ServerAuthentication;

    /// <summary>The time to test for, or null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The only trust anchors, DER; null for the roots of this machine and of the store's authorities.</summary>
    public IReadOnlyList<byte[]>? TrustAnchors { get; init; }

    /// <summary>Whether to ask if they are revoked.</summary>
    public SslRevocationMode Revocation { get; init; }

    /// <summary>The names as the validator takes them.</summary>
    /// <returns>The names.</returns>
    /// <exception cref="SslToolsException">InvalidHostName.</exception>
    public IReadOnlyList<PeerName> Names()
    {
        var names = new List<PeerName>();
        foreach (var name in HostNames)
        {
            names.Add(System.Net.IPAddress.TryParse(name, out var address)
                ? new PeerName(PeerNameKind.Address, address.ToString())
                : new PeerName(PeerNameKind.Dns, DnsName.Normalize(name)));
        }

        return names;
    }
}
