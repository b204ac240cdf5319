using System;

namespace SslTools.Services;

/// <summary>
/// When a certificate is due: at the moment chosen in the CA's window (RFC 9773 section 4.2), or else when a third of the
/// lifetime is left, half of it where that is under ten days.
/// </summary>
public static class RenewalRule
{
    private static readonly TimeSpan Short = TimeSpan.FromDays(10);

    /// <summary>When it is due.</summary>
    /// <param name="record">What is known of it.</param>
    /// <returns>UTC.</returns>
    public static DateTime DueAt(AcmeRenewalRecord record)
    {
        // A window of another certificate, or one after the end of this, says nothing about it. One in the past says: now.
        if (record.RenewalInfo is { } info && info.CertId == record.CertId && info.RenewAt < record.NotAfter)
            return info.RenewAt;
        var lifetime = record.NotAfter - record.NotBefore;
        return record.NotAfter - TimeSpan.FromTicks(lifetime.Ticks / (lifetime < Short ? 2 : 3));
    }

    /// <summary>Whether it is due.</summary>
    /// <param name="record">What is known of it.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>True when it should be renewed.</returns>
    public static bool IsDue(AcmeRenewalRecord record, DateTime now) => DueAt(record) <= now;

    /// <summary>How long to wait after failures: 1, 10, 100 minutes, then a day.</summary>
    /// <param name="failures">How many in a row.</param>
    /// <returns>The time.</returns>
    public static TimeSpan Backoff(int failures) => failures switch
    {
        <= 0 => TimeSpan.Zero,
        1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(10),
        3 => TimeSpan.FromMinutes(100),
        _ => TimeSpan.FromDays(1),
    };
}
