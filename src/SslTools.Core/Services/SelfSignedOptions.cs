using System;
using System.Collections.Generic;
using System.Net;
using System.Security;

namespace SslTools.Services;

/// <summary>What the user asked of New-SelfSignedSslCertificate.</summary>
public sealed record SelfSignedOptions
{
    /// <summary>DNS names as typed.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>IP addresses.</summary>
    public IReadOnlyList<IPAddress> IPAddresses { get; init; } = [];

    /// <summary>The name in the store, or null for the first identifier.</summary>
    public string? Name { get; init; }

    /// <summary>The subject, or null to derive it.</summary>
    public string? Subject { get; init; }

    /// <summary>The key pair.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Lifetime in days, or null.</summary>
    public int? ValidityDays { get; init; }

    /// <summary>Start of validity, or null for now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>End of validity, or null.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The local CA that signs, or null for the certificate's own key.</summary>
    public string? Authority { get; init; }

    /// <summary>Opens the root key of a CA without an intermediate.</summary>
    public SecureString? AuthorityPassphrase { get; init; }

    /// <summary>Whether nothing is kept.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>Whether an existing certificate is replaced.</summary>
    public bool Force { get; init; }
}
