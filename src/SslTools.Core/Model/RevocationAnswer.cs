namespace SslTools;

/// <summary>Whether a certificate is revoked, as one source has it.</summary>
/// <param name="State">The answer.</param>
/// <param name="Explanation">Why it can't be relied on, or when and why it was revoked.</param>
public sealed record RevocationAnswer(RevocationState State, string Explanation = "");

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
