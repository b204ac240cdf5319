using System;
using System.Collections.Generic;

namespace SslTools.Services.Endpoints;

/// <summary>How endpoints are tested.</summary>
public sealed record EndpointOptions
{
    /// <summary>The protocol whose command begins TLS; null where TLS begins at once.</summary>
    public SslStartTls? StartTls { get; init; }

    /// <summary>Where to connect instead of the name's own addresses: a host, with or without a port; null for these.</summary>
    public string? ConnectTo { get; init; }

    /// <summary>How long a connection may take, from its beginning to its end.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The only trust anchors, DER; null for the roots of this machine and of the store's authorities.</summary>
    public IReadOnlyList<byte[]>? TrustAnchors { get; init; }

    /// <summary>Whether all is looked at, also what no client would stumble over: old versions, weak ciphers, HTTP.</summary>
    public bool Survey { get; init; }

    /// <summary>The port where plain HTTP answers; null for 80 where the endpoint's port is 443, and none otherwise.</summary>
    public int? HttpPort { get; init; }
}
