using System;

namespace SslTools;

/// <summary>When a CA wants a certificate renewed (RFC 9773), as it was last answered, and the moment that was chosen.</summary>
public sealed record SslRenewalInfo
{
    /// <summary>The CertID it belongs to, so that an old window never renews a new certificate.</summary>
    public required string CertId { get; init; }

    /// <summary>Start of the window, UTC.</summary>
    public required DateTime WindowStart { get; init; }

    /// <summary>End of the window, UTC.</summary>
    public required DateTime WindowEnd { get; init; }

    /// <summary>The moment inside the window that was chosen at random, UTC; kept while the window stays the same.</summary>
    public required DateTime RenewAt { get; init; }

    /// <summary>When the CA was asked, UTC.</summary>
    public required DateTime Asked { get; init; }

    /// <summary>A page of the CA that explains the window, or null.</summary>
    public string? Explanation { get; init; }

    /// <summary>The window.</summary>
    /// <returns>Two dates.</returns>
    public override string ToString() => $"{WindowStart:yyyy-MM-dd HH:mm} to {WindowEnd:yyyy-MM-dd HH:mm} UTC";
}
