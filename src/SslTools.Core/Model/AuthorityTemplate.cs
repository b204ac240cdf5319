using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What a local certificate authority shall be.</summary>
public sealed record AuthorityTemplate
{
    /// <summary>The subject of the root in RFC 4514 order.</summary>
    public required string Subject { get; init; }

    /// <summary>The key pairs to generate, for root and intermediate.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Start of validity, whole seconds.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>End of the root's validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Whether an intermediate does the signing.</summary>
    public bool Intermediate { get; init; } = true;

    /// <summary>DNS subtrees it may sign for (RFC 5280 section 4.2.1.10); empty with <see cref="PermittedAddresses"/> empty: no limit.</summary>
    public IReadOnlyList<string> PermittedDnsNames { get; init; } = [];

    /// <summary>Address ranges it may sign for.</summary>
    public IReadOnlyList<AddressRange> PermittedAddresses { get; init; } = [];
}
