using System;

namespace SslTools;

/// <summary>When the CA wants a certificate renewed (RFC 9773 section 4.2).</summary>
/// <param name="WindowStart">Start of the window, UTC.</param>
/// <param name="WindowEnd">End of the window, UTC, later than its start.</param>
public sealed record AcmeRenewalInfo(DateTimeOffset WindowStart, DateTimeOffset WindowEnd)
{
    /// <summary>A page that explains the window, or null.</summary>
    public Uri? Explanation { get; init; }

    /// <summary>How long the CA asks to wait before the next question, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
