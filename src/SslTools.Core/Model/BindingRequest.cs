using System.Collections.Generic;

namespace SslTools;

/// <summary>What sites shall serve, checked. What is null stays as the configuration has it.</summary>
public sealed record BindingRequest
{
    /// <summary>The sites' names: DNS names in A-labels, or addresses.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>The HTTPS port.</summary>
    public required int Port { get; init; }

    /// <summary>The certificate's name in the store; empty for a removal.</summary>
    public string CertificateName { get; init; } = "";

    /// <summary>Certificate, chain and key, for servers that need them in another form or place; null for a removal.</summary>
    public CertificateBundle? Bundle { get; init; }

    /// <summary>The PEM file of the certificate and its chain.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>The PEM file of the private key.</summary>
    public string PrivateKeyPath { get; init; } = "";

    /// <summary>Whether plain HTTP is redirected.</summary>
    public bool? RedirectHttp { get; init; }

    /// <summary>Whether Strict-Transport-Security is sent.</summary>
    public bool? Hsts { get; init; }

    /// <summary>TLS versions and ciphers.</summary>
    public SslTlsPolicy? TlsPolicy { get; init; }
}
