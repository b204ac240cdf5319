using System;

namespace SslTools;

/// <summary>A revocation as it is kept in the store (collection <see cref="Collection"/>), under the certificate's SHA-256 fingerprint.</summary>
public sealed record RevocationRecord
{
    /// <summary>The collection.</summary>
    public const string Collection = "revocations";

    /// <summary>The certificate's name in the store.</summary>
    public required string Name { get; init; }

    /// <summary>Its serial number.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>Why.</summary>
    public required SslRevocationReason Reason { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime Revoked { get; init; }

    /// <summary>The directory of the CA.</summary>
    public required string Directory { get; init; }
}
