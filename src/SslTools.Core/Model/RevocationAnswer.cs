using System;

namespace SslTools;

/// <summary>Whether a certificate is revoked, as one source has it.</summary>
/// <param name="State">The answer.</param>
/// <param name="Explanation">Why it can't be relied on, or when and why it was revoked.</param>
public sealed record RevocationAnswer(RevocationState State, string Explanation = "")
{
    /// <summary>Since when the source knows it, UTC; null where it can't be relied on.</summary>
    public DateTime? ThisUpdate { get; init; }

    /// <summary>Until when it may be relied on, UTC; null where it does not say.</summary>
    public DateTime? NextUpdate { get; init; }
}

/// <summary>Whether a certificate is revoked.</summary>
public enum RevocationState
{
    /// <summary>The source can't be relied on, or says nothing of the certificate.</summary>
    Unknown,

    /// <summary>It is not revoked.</summary>
    Good,

    /// <summary>It is revoked.</summary>
    Revoked,
}
