using System.Collections.Generic;

namespace SslTools;

/// <summary>A platform as it is kept in the store (collection <c>platforms</c>); a password or token lies beside it, encrypted.</summary>
public sealed record PlatformRecord
{
    /// <summary>Its kind: Local, Virtuozzo.</summary>
    public required string Kind { get; init; }

    /// <summary>The domain its environments stand under, A-labels; null where the platform says it itself.</summary>
    public string? Domain { get; init; }

    /// <summary>Local: the wildcard certificate's name in the store.</summary>
    public string? CertificateName { get; init; }

    /// <summary>Local: the web server.</summary>
    public string? Server { get; init; }

    /// <summary>Local: its main configuration file, a full path; null for the one it uses by itself.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Local: the HTTPS port.</summary>
    public int Port { get; init; } = 443;

    /// <summary>The host of the API, <c>host</c> or <c>host:port</c>.</summary>
    public string? ApiHost { get; init; }

    /// <summary>The account that signs in; null where a token is used.</summary>
    public string? Login { get; init; }

    /// <summary>Roots of a private CA, DER, that the API's TLS certificate may be verified against beside the machine's own.</summary>
    public IReadOnlyList<byte[]> TrustedRoots { get; init; } = [];

    /// <summary>Where clients reach the environments, <c>address</c> or <c>address:port</c>; none: where the DNS says, port 443.</summary>
    public IReadOnlyList<string> EntryPoint { get; init; } = [];

    /// <summary>DNS servers to ask, <c>address</c> or <c>address:port</c>; none: the system's.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];
}
