using System.Collections.Generic;

namespace SslTools;

/// <summary>A custom certificate that a platform keeps for an environment.</summary>
public sealed record PlatformCertificate
{
    /// <summary>The platform's number for it; null for one that lies on a node.</summary>
    public string? Id { get; init; }

    /// <summary>Where it ends TLS.</summary>
    public required SslPlatformEntry Entry { get; init; }

    /// <summary>The domains it is bound to.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>The certificate, DER; null where the platform does not show it.</summary>
    public byte[]? Leaf { get; init; }

    /// <summary>Whether it is the Let's Encrypt add-on's.</summary>
    public bool IsLetsEncrypt { get; init; }
}

/// <summary>A custom certificate to be installed for an environment, checked against the platform's rules.</summary>
/// <param name="Certificate">The certificate, from a store.</param>
/// <param name="Entry">Where it shall end TLS.</param>
/// <param name="Domains">The custom domains to bind it to at the load balancer; for a node not used.</param>
public sealed record PlatformCertificateOrder(SslCertificate Certificate, SslPlatformEntry Entry, IReadOnlyList<string> Domains)
{
    /// <summary>Certificate, chain and private key; the key is secret.</summary>
    public CertificateBundle Bundle => Certificate.GetBundle();
}
