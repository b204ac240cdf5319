using System;
using System.Globalization;

namespace SslTools.Services;

/// <summary>From what the user gave to a checked validity period (RFC 5280 section 4.1.2.5), in whole seconds.</summary>
/// <param name="NotBefore">Start, UTC.</param>
/// <param name="NotAfter">End, UTC, later than <paramref name="NotBefore"/>.</param>
public sealed record ValidityPeriod(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>The lifetime of a server certificate unless another is asked for; above it browsers' vendors object.</summary>
    public const int DefaultDays = 397;

    /// <summary>The lifetime in days, rounded up.</summary>
    public int Days => (int)Math.Ceiling((NotAfter - NotBefore).TotalDays);

    /// <summary>Checks and completes a period.</summary>
    /// <param name="notBefore">Start, or null for now.</param>
    /// <param name="notAfter">End, or null to use <paramref name="days"/>.</param>
    /// <param name="days">Lifetime, or null for the default.</param>
    /// <param name="defaultDays">The default.</param>
    /// <param name="now">Now.</param>
    /// <returns>The period.</returns>
    /// <exception cref="SslToolsException">InvalidValidity.</exception>
    public static ValidityPeriod Create(DateTimeOffset? notBefore, DateTimeOffset? notAfter, int? days, int defaultDays, DateTimeOffset now)
    {
        var start = WholeSeconds(notBefore ?? now);
        if (notAfter is not null && days is not null) throw SslError.InvalidValidity("both -NotAfter and -ValidityDays are given");
        if (days <= 0) throw SslError.InvalidValidity($"-ValidityDays is {days}, it must be at least 1");
        DateTimeOffset end;
        try
        {
            end = WholeSeconds(notAfter ?? start.AddDays(days ?? defaultDays));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw SslError.InvalidValidity($"{days} days from {Text(start)} is after the year 9999");
        }

        if (end <= start) throw SslError.InvalidValidity($"it ends at {Text(end)}, before it begins at {Text(start)}");
        if (start.Year < 1950) throw SslError.InvalidValidity($"it begins at {Text(start)}, before 1950");
        return new ValidityPeriod(start, end);
    }

    /// <summary>A time as messages show it.</summary>
    /// <param name="time">The time.</param>
    /// <returns>For example <c>2026-11-23 18:00:00Z</c>.</returns>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
