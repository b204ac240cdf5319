using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace SslTools.Tests.Scheduling;

/// <summary>When a task runs next, also where the clock is put forward or back.</summary>
public sealed class RenewalScheduleTests
{
    // Europe/Berlin: on 2026-03-29 02:00 becomes 03:00, on 2026-10-25 03:00 becomes 02:00.
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "standard", "daylight",
    [
        TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
    ]);

    [Theory]
    [InlineData("03:17,15:17", "2026-11-23T12:00:00", "2026-11-23T14:17:00")]
    [InlineData("03:17,15:17", "2026-11-23T14:17:00", "2026-11-24T02:17:00")]
    [InlineData("00:10", "2026-11-23T23:30:00", "2026-11-24T23:10:00")]
    [InlineData("02:30", "2026-03-29T00:00:00", "2026-03-29T01:00:00")]
    [InlineData("02:30", "2026-10-24T12:00:00", "2026-10-25T00:30:00")]
    [InlineData("02:30", "2026-10-25T00:45:00", "2026-10-26T01:30:00")]
    public void The_next_run_is_told_in_UTC(string times, string now, string next) =>
        Assert.Equal(Utc(next), new RenewalSchedule(times.Split(',').Select(time => TimeSpan.Parse(time, CultureInfo.InvariantCulture))).NextAfter(new DateTimeOffset(Utc(now)), Berlin));

    [Fact]
    public void Times_are_of_a_day_and_in_order()
    {
        var schedule = new RenewalSchedule([new TimeSpan(15, 0, 0), new TimeSpan(3, 0, 0), new TimeSpan(15, 0, 0)]);
        Assert.Equal("03:00, 15:00", schedule.ToString());
        Assert.True(schedule.IsTwiceADay);
        Assert.All(
            new[] { TimeSpan.FromDays(1), TimeSpan.FromMinutes(-1), TimeSpan.FromSeconds(1) },
            time => Assert.Equal("InvalidTimeOfDay", Assert.Throws<SslToolsException>(() => new RenewalSchedule([time])).ErrorId));
        Assert.Null(new RenewalSchedule([]).NextAfter(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
