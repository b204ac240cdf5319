using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>An account as it is kept in the store (collection <c>acme-accounts</c>); its key lies beside it, encrypted.</summary>
public sealed record AcmeAccountRecord
{
    /// <summary>The CA's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The account's URL; null until the CA has answered, so that a killed run goes on with the same key.</summary>
    public string? Address { get; init; }

    /// <summary>Contact URLs that were given to the CA.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>Key type and size of the account key: P256, RSA2048, ...</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>The thumbprint of the account key (RFC 7638), base64url.</summary>
    public required string KeyThumbprint { get; init; }

    /// <summary>The key id of the external account binding, or null.</summary>
    public string? ExternalAccountKeyId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>Whether it was deactivated, which is for ever; set before the CA is asked to.</summary>
    public bool Deactivated { get; init; }

    /// <summary>Roots of a private CA, DER, that its TLS certificate was verified against.</summary>
    public IReadOnlyList<byte[]> TrustedRoots { get; init; } = [];

    /// <summary>Whether a new key waits to be confirmed by the CA: it lies beside the present one until the rollover is known to be done.</summary>
    public bool RolloverPending { get; init; }
}
