using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SslTools;

/// <summary>Times of the day, in the machine's own time.</summary>
public sealed class RenewalSchedule
{
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Makes a schedule.</summary>
    /// <param name="times">Whole minutes of a day.</param>
    /// <param name="randomDelay">How much later a run may begin, where the scheduler can do that.</param>
    /// <exception cref="SslToolsException">InvalidTimeOfDay.</exception>
    public RenewalSchedule(IEnumerable<TimeSpan> times, TimeSpan randomDelay = default)
    {
        Times = times.Distinct().OrderBy(time => time).ToList();
        RandomDelay = randomDelay;
        foreach (var time in Times)
        {
            if (time < TimeSpan.Zero || time >= Day || time.Ticks % TimeSpan.TicksPerMinute != 0) throw SslError.InvalidTimeOfDay(time);
        }
    }

    /// <summary>The times of the day, in order.</summary>
    public IReadOnlyList<TimeSpan> Times { get; }

    /// <summary>How much later a run may begin, so that machines made alike don't all ask a CA at once.</summary>
    public TimeSpan RandomDelay { get; }

    /// <summary>Whether it runs twice a day, twelve hours apart.</summary>
    public bool IsTwiceADay => Times.Count == 2 && Times[1] - Times[0] == HalfADay;

    /// <summary>Twice a day, beginning at some minute of the first half.</summary>
    /// <param name="minute">The minute, 0 to 719.</param>
    /// <param name="randomDelay">How much later a run may begin.</param>
    /// <returns>The schedule.</returns>
    public static RenewalSchedule TwiceADay(int minute, TimeSpan randomDelay)
    {
        var first = TimeSpan.FromMinutes(minute);
        return new RenewalSchedule([first, first + HalfADay], randomDelay);
    }

    /// <summary>Writes a time as HH:mm.</summary>
    /// <param name="time">The time of day.</param>
    /// <returns>The text.</returns>
    public static string Text(TimeSpan time) => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>The first run after a moment, without the random delay.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The machine's time zone.</param>
    /// <returns>The moment, UTC; null where there are no times.</returns>
    public DateTime? NextAfter(DateTimeOffset now, TimeZoneInfo zone)
    {
        // Where the clock is put forward a day has less moments, and where it is put back more: looked for a day ahead and beyond.
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return Enumerable.Range(-1, 4).SelectMany(_ => Times, (day, time) => InUtc(today.AddDays(day) + time, zone))
            .Where(moment => moment > now.UtcDateTime).OrderBy(moment => moment).Cast<DateTime?>().FirstOrDefault();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", ", Times.Select(Text)) + (RandomDelay == TimeSpan.Zero ? "" : $" (up to {RandomDelay.TotalMinutes:0} min later)");

    // A time that is left out comes when the clock has been put forward; of one that comes twice, the first is meant.
    private static DateTime InUtc(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
