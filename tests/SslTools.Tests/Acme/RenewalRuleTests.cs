using System;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Acme;

public class RenewalRuleTests
{
    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(90, 60)]
    [InlineData(47, 31.33)]
    [InlineData(6, 3)]
    public void Without_the_CAs_word_a_third_of_the_lifetime_is_left_or_half_of_a_short_one(double days, double due)
    {
        Assert.Equal(due, (RenewalRule.DueAt(Record(days)) - Start).TotalDays, 0.01);
    }

    [Fact]
    public void The_moment_in_the_CAs_window_goes_first()
    {
        var record = Record(90) with { RenewalInfo = Info("id", 10, 12, 11) };

        Assert.Equal(Start.AddDays(11), RenewalRule.DueAt(record));
        Assert.False(RenewalRule.IsDue(record, Start.AddDays(10.9)));
        Assert.True(RenewalRule.IsDue(record, Start.AddDays(11)));
    }

    [Fact]
    public void A_window_of_an_earlier_certificate_never_renews_this_one()
    {
        var record = Record(90) with { RenewalInfo = Info("old", -30, -20, -25) };

        Assert.Equal(Start.AddDays(60), RenewalRule.DueAt(record));
    }

    [Fact]
    public void A_window_in_the_past_means_now() => Assert.True(RenewalRule.IsDue(Record(90) with { RenewalInfo = Info("id", -20, -10, -15) }, Start.AddMinutes(1)));

    [Theory]
    [InlineData(91, 92, 91.5)]
    [InlineData(5000, 6000, 5500)]
    public void A_window_that_makes_no_sense_is_not_followed(double start, double end, double at)
    {
        Assert.Equal(Start.AddDays(60), RenewalRule.DueAt(Record(90) with { RenewalInfo = Info("id", start, end, at) }));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 10)]
    [InlineData(3, 100)]
    [InlineData(4, 1440)]
    [InlineData(50, 1440)]
    public void Tries_after_failures_are_ever_further_apart(int failures, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), RenewalRule.Backoff(failures));
    }

    [Fact]
    public void One_that_failed_waits_but_not_when_it_is_forced()
    {
        var now = Start.AddDays(70);
        var record = Record(90) with { Failures = 2, NextTry = now.AddMinutes(5), LastError = "no answer" };

        var waiting = new RenewalCandidate("shop", record, now, false);
        Assert.False(waiting.IsDue);
        Assert.Equal(SslRenewalStatus.Waiting, waiting.Pending.Status);
        Assert.Contains("no answer", waiting.Pending.Reason);
        Assert.True(new RenewalCandidate("shop", record, now, true).IsDue);
        Assert.True(new RenewalCandidate("shop", record, now.AddMinutes(5), false).IsDue);
    }

    internal static AcmeRenewalRecord Record(double days) => new()
    {
        Version = 1,
        Servers = ["LetsEncrypt"],
        IssuedBy = AcmeServer.Default.Directory.AbsoluteUri,
        IssuedByAccount = "letsencrypt",
        Names = ["shop.example.com"],
        Challenges = new ChallengeSettings { Standalone = true },
        CertId = "id",
        NotBefore = Start,
        NotAfter = Start.AddDays(days),
    };

    private static SslRenewalInfo Info(string certId, double start, double end, double at) => new()
    {
        CertId = certId,
        WindowStart = Start.AddDays(start),
        WindowEnd = Start.AddDays(end),
        RenewAt = Start.AddDays(at),
        Asked = Start,
    };
}
