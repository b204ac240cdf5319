using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// Looks at servers that nobody vouches for. Every answer is bounded in bytes, and in time by the time given; whatever a server does is
/// an answer, never an exception. No thread waits, so that thousands can be looked at.
/// </summary>
public interface IEndpointProbe
{
    /// <summary>Asks the system for the addresses of a name, as its other programs do: the hosts file counts.</summary>
    /// <param name="host">A name.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The addresses, or why there are none.</returns>
    Task<NameAnswer> ResolveAsync(string host, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Makes a handshake as clients of today do, but for old versions, which are spoken too. Any certificate is accepted.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was negotiated and served.</returns>
    Task<TlsAnswer> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Begins a handshake of one version, at most TLS 1.2, and goes away when the server has chosen.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="version">The only version that is offered.</param>
    /// <param name="weakOnly">Whether only cipher suites are offered that nobody should use.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The cipher suite that the server chose, by its name; null where it does not agree.</returns>
    Task<string?> OfferAsync(BindingEndpoint endpoint, SslTlsVersion version, bool weakOnly, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Asks for the headers of the page '/' with HTTP/1.1; no redirect is followed.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="host">The name for the Host header.</param>
    /// <param name="secure">Whether by TLS.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The headers that matter; null where nothing came, or no HTTP.</returns>
    Task<HttpAnswer?> AskHttpAsync(BindingEndpoint endpoint, string host, bool secure, TimeSpan timeout, CancellationToken cancellationToken);
}

/// <summary>The addresses of a name.</summary>
/// <param name="Addresses">Each once.</param>
/// <param name="Error">Why there are none, or null.</param>
public sealed record NameAnswer(IReadOnlyList<IPAddress> Addresses, string? Error = null);

/// <summary>How a handshake went.</summary>
public sealed record TlsAnswer
{
    /// <summary>Why it failed, or null.</summary>
    public string? Error { get; init; }

    /// <summary>How far it came.</summary>
    public TlsFailure Failure { get; init; }

    /// <summary>The certificates as they were served, DER, the leaf first; also of a handshake that failed later.</summary>
    public IReadOnlyList<byte[]> Certificates { get; init; } = [];

    /// <summary>The version.</summary>
    public SslTlsVersion? Version { get; init; }

    /// <summary>The cipher suite by its name at IANA.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>The application protocol (ALPN).</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>The stapled OCSP response, DER.</summary>
    public byte[]? OcspResponse { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }
}

/// <summary>How far a handshake came.</summary>
public enum TlsFailure
{
    /// <summary>To its end.</summary>
    None,

    /// <summary>This machine has no way to the address, IPv6 for example.</summary>
    NoRoute,

    /// <summary>There was no connection.</summary>
    NotConnected,

    /// <summary>The time ran out.</summary>
    TimedOut,

    /// <summary>There was a connection, but TLS was not agreed on.</summary>
    NoTls,
}

/// <summary>The headers of an HTTP answer that matter here.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Location">Where it leads, or null.</param>
/// <param name="StrictTransportSecurity">The header of that name, or null.</param>
public sealed record HttpAnswer(int Status, string? Location, string? StrictTransportSecurity);
