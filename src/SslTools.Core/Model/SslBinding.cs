using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A site of a web server that answers HTTPS on a port, as its configuration says.</summary>
public sealed record SslBinding
{
    /// <summary>The web server: nginx, ...</summary>
    public required string Server { get; init; }

    /// <summary>The site's first name.</summary>
    public required string HostName { get; init; }

    /// <summary>All names of the site.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>The addresses it listens on for this port, as the configuration writes them.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>The HTTPS port.</summary>
    public required int Port { get; init; }

    /// <summary>The protocol whose command begins TLS there; null where TLS begins at once.</summary>
    public SslStartTls? StartTls { get; init; }

    /// <summary>The server's main configuration file.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>The file in which the site is written.</summary>
    public required string SitePath { get; init; }

    /// <summary>The line on which the site begins.</summary>
    public required int Line { get; init; }

    /// <summary>The certificate's file, as the server will read it; null where the site has none.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The private key's file, or null.</summary>
    public string? PrivateKeyPath { get; init; }

    /// <summary>SHA-1 over the certificate; null where it can't be read.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>End of the certificate's validity, UTC; null where it can't be read.</summary>
    public DateTime? NotAfter { get; init; }

    /// <summary>Whole days until <see cref="NotAfter"/>; null where the certificate can't be read.</summary>
    public int? DaysRemaining { get; init; }

    /// <summary>The certificate's name in the store, where it lies there.</summary>
    public string? CertificateName { get; init; }

    /// <summary>Whether the certificate lies in the store, so that its renewal reaches this site.</summary>
    public bool Managed => CertificateName is not null;

    /// <summary>The policy that versions and ciphers follow; null where they follow none of ours.</summary>
    public SslTlsPolicy? TlsPolicy { get; init; }

    /// <summary>Whether it sends Strict-Transport-Security (RFC 6797).</summary>
    public bool Hsts { get; init; }

    /// <summary>Whether plain HTTP is redirected to HTTPS.</summary>
    public bool RedirectHttp { get; init; }
}
