using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What one address of an endpoint does.</summary>
public sealed record SslEndpointAddress
{
    /// <summary>The address, IPv4 or IPv6.</summary>
    public required string Address { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>Why no handshake was made, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>The certificate with the chain as it was served; null where there is none that can be read.</summary>
    public SslCertificate? Certificate { get; init; }

    /// <summary>The subjects of all certificates as they were served, the leaf first.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>The version that a client of today gets.</summary>
    public SslTlsVersion? Protocol { get; init; }

    /// <summary>The cipher suite that a client of today gets, by its name at IANA.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>The application protocol that was chosen of h2 and http/1.1 (ALPN, RFC 7301), or null.</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>Every version that is on, the newest first; only with -Detailed.</summary>
    public IReadOnlyList<SslTlsVersion> Protocols { get; init; } = [];

    /// <summary>The first cipher suite that was accepted though nobody should use it, or null; only with -Detailed.</summary>
    public string? WeakCipherSuite { get; init; }

    /// <summary>The OCSP response that came with the certificate, or null.</summary>
    public SslOcspStaple? OcspStaple { get; init; }

    /// <summary>The Strict-Transport-Security header (RFC 6797), or null; only with -Detailed.</summary>
    public string? Hsts { get; init; }

    /// <summary>Where plain HTTP leads, or null; only with -Detailed.</summary>
    public string? HttpRedirect { get; init; }

    /// <summary>How long connecting and the handshake took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>For messages.</summary>
    /// <returns>Address and port.</returns>
    public override string ToString() => Address.Contains(":") ? $"[{Address}]:{Port}" : $"{Address}:{Port}";
}
