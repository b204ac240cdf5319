using System.Collections.Generic;
using System.Security;

namespace SslTools.Services;

/// <summary>What the user asked of New-SslCertificateAuthority.</summary>
public sealed record AuthorityOptions
{
    /// <summary>The name in the store.</summary>
    public required string Name { get; init; }

    /// <summary>The root's subject, or null to derive it from the name.</summary>
    public string? Subject { get; init; }

    /// <summary>The key pairs.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Lifetime in days, or null for ten years.</summary>
    public int? ValidityDays { get; init; }

    /// <summary>Whether an intermediate does the signing.</summary>
    public bool Intermediate { get; init; } = true;

    /// <summary>Protects the root key; null: it is thrown away.</summary>
    public SecureString? Passphrase { get; init; }

    /// <summary>DNS subtrees it may sign for.</summary>
    public IReadOnlyList<string> PermittedDnsNames { get; init; } = [];

    /// <summary>Address ranges it may sign for, CIDR.</summary>
    public IReadOnlyList<string> PermittedIPAddresses { get; init; } = [];

    /// <summary>Whether an existing authority is replaced.</summary>
    public bool Force { get; init; }
}
