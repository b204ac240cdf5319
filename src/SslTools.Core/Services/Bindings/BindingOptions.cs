using System.Collections.Generic;

namespace SslTools.Services;

/// <summary>What the user asked of Set-SslBinding or Remove-SslBinding.</summary>
public sealed record BindingOptions
{
    /// <summary>The web server.</summary>
    public required string Server { get; init; }

    /// <summary>Its main configuration file, or null for the one it uses by itself.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>The sites' names, as typed.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>The port; null for the one that such a server usually has.</summary>
    public int? Port { get; init; }

    /// <summary>Whether plain HTTP is redirected; null: as it is.</summary>
    public bool? RedirectHttp { get; init; }

    /// <summary>Whether Strict-Transport-Security is sent; null: as it is.</summary>
    public bool? Hsts { get; init; }

    /// <summary>TLS versions and ciphers; null: as they are.</summary>
    public SslTlsPolicy? TlsPolicy { get; init; }
}
