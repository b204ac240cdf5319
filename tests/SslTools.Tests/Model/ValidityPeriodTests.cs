using System;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Model;

public class ValidityPeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, 500, TimeSpan.Zero);

    [Fact]
    public void By_default_it_begins_now_and_lasts_397_days()
    {
        var period = ValidityPeriod.Create(null, null, null, ValidityPeriod.DefaultDays, Now);
        Assert.Equal(Now.AddMilliseconds(-500), period.NotBefore);
        Assert.Equal(397, period.Days);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(int.MaxValue)]
    public void A_lifetime_that_is_none_is_refused(int days) => Refused(() => ValidityPeriod.Create(null, null, days, 397, Now));

    [Fact]
    public void An_end_before_the_beginning_is_refused()
    {
        var error = Refused(() => ValidityPeriod.Create(Now, Now.AddDays(-1), null, 397, Now));
        Assert.Contains("2026-11-22 12:00:00Z", error.Message);
    }

    [Fact]
    public void An_end_and_a_lifetime_together_are_refused() => Refused(() => ValidityPeriod.Create(null, Now.AddDays(1), 1, 397, Now));

    private static SslToolsException Refused(Action action)
    {
        var error = Assert.Throws<SslToolsException>(action);
        Assert.Equal("InvalidValidity", error.ErrorId);
        return error;
    }
}
