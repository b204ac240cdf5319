using System;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing.Acme;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Engine.Tests.Platforms;

/// <summary>What a platform, or what stands before it, can do wrong.</summary>
public class PlatformFaultTests
{
    public static TheoryData<string, Func<PlatformFault>> Transient => new()
    {
        { "dropped", () => PlatformFault.DropBefore("getenvs", 2) },
        { "dropped after the answer was made", () => PlatformFault.DropAfter("getenvs", 2) },
        { "502", () => PlatformFault.Page("getenvs", 502, 2) },
        { "503", () => PlatformFault.Page("getenvs", 503, 2) },
        { "429", () => PlatformFault.Page("getenvs", 429, 2) },
    };

    public static TheoryData<string, Func<PlatformFault>, string> Lasting => new()
    {
        { "dropped", () => PlatformFault.DropBefore("getenvs", PlatformFault.Always), "PlatformUnreachable" },
        { "502", () => PlatformFault.Page("getenvs", 502, PlatformFault.Always), "PlatformUnreachable" },
        { "500", () => PlatformFault.Page("getenvs", 500), "PlatformUnreachable" },
        { "a page", () => PlatformFault.Page("getenvs", 200), "PlatformNotAnApi" },
        { "404", () => PlatformFault.Page("getenvs", 404), "PlatformNotAnApi" },
        { "JSON without result", () => PlatformFault.Page("getenvs", 200, text: "{\"infos\":[]}"), "PlatformNotAnApi" },
        { "an array", () => PlatformFault.Page("getenvs", 200, text: "[]"), "PlatformNotAnApi" },
        { "deep JSON", () => PlatformFault.Page("getenvs", 200, text: new string('[', 100_000)), "PlatformNotAnApi" },
        { "half", () => PlatformFault.Truncate("getenvs"), "PlatformNotAnApi" },
        { "too large", () => PlatformFault.Oversize("getenvs", 2 << 20), "PlatformNotAnApi" },
        { "redirect", () => PlatformFault.Redirect("getenvs", "https://127.0.0.1:1/"), "PlatformNotAnApi" },
        { "refused", () => PlatformFault.Refuse("getenvs", 99, "unknown error"), "PlatformRefused" },
        { "refused inside", () => PlatformFault.RefuseInside("getenvs", 1, "a script failed"), "PlatformRefused" },
    };

    public static TheoryData<string, Func<PlatformFault>, bool, bool> Lost => new()
    {
        { "dropped before", () => PlatformFault.DropBefore("editenvsettings", PlatformFault.Always), false, false },
        { "dropped after", () => PlatformFault.DropAfter("editenvsettings", PlatformFault.Always), true, false },
        { "502", () => PlatformFault.Page("editenvsettings", 502, PlatformFault.Always), false, false },
        { "504 after", () => PlatformFault.PageAfter("editenvsettings", 504, PlatformFault.Always), true, false },
        { "a page after", () => PlatformFault.PageAfter("editenvsettings", 200, PlatformFault.Always), true, false },
        { "half", () => PlatformFault.Truncate("editenvsettings", PlatformFault.Always), true, false },
        { "too large", () => PlatformFault.Oversize("editenvsettings", 2 << 20, PlatformFault.Always), true, false },
        { "silent before", () => PlatformFault.HangBefore("editenvsettings", PlatformFault.Always), false, true },
        { "silent after", () => PlatformFault.HangAfter("editenvsettings", PlatformFault.Always), true, true },
    };

    [Theory]
    [MemberData(nameof(Transient), DisableDiscoveryEnumeration = true)]
    public async Task Reading_is_repeated(string what, Func<PlatformFault> fault)
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop");
        fixture.Simulator.Faults.Add(fault());

        Assert.True((await fixture.Platform.ListAsync(PlatformFixture.None)).Count == 1, what);

        Assert.Equal([1, 2], fixture.Clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(3, fixture.Simulator.Count("getenvs"));
    }

    [Theory]
    [MemberData(nameof(Lasting), DisableDiscoveryEnumeration = true)]
    public async Task What_lasts_is_one_error(string what, Func<PlatformFault> fault, string id)
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Faults.Add(fault());

        var e = await fixture.FailsAsync(() => fixture.Platform.CheckAsync(PlatformFixture.None));

        Assert.True(e.ErrorId == id, $"{what}: {e.ErrorId} {e.Message}");
        Assert.InRange(fixture.Simulator.Count("getenvs"), 1, 4);
    }

    [Theory]
    [MemberData(nameof(Lost), DisableDiscoveryEnumeration = true)]
    public async Task A_change_whose_answer_is_lost_is_told_and_never_repeated(string what, Func<PlatformFault> fault, bool done, bool slow)
    {
        await using var fixture = await PlatformFixture.StartAsync();
        var shop = fixture.Simulator.Add("shop");
        fixture.Simulator.Faults.Add(fault());
        var platform = fixture.Open(fixture.Record, slow ? TimeSpan.FromSeconds(1) : null);

        var e = await Assert.ThrowsAsync<PlatformAnswerLostException>(() => fixture.SetAsync("shop", platform: platform));

        Assert.Equal("PlatformAnswerLost", e.ErrorId);
        Assert.Equal("shop", e.Target);
        Assert.True(shop.SslState == done, what);
        Assert.Equal(1, fixture.Simulator.Count("editenvsettings"));
    }

    [Fact]
    public async Task A_slow_answer_is_not_waited_for_without_end()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Faults.Add(PlatformFault.HangBefore("getenvs"));

        var e = await fixture.FailsAsync(() => fixture.Open(fixture.Record, TimeSpan.FromSeconds(1)).CheckAsync(PlatformFixture.None));

        Assert.Equal("PlatformUnreachable", e.ErrorId);
        Assert.Contains("1 seconds", e.Message);
    }

    [Fact]
    public async Task A_platform_that_is_gone_was_sent_nothing()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop");
        var environment = await fixture.FindAsync("shop");
        await fixture.Simulator.DisposeAsync();

        var e = await fixture.FailsAsync(() => fixture.Platform.SetBuiltInSslAsync(environment, true, PlatformFixture.None));

        Assert.True(e is not PlatformAnswerLostException || e.InnerException is not null);
        Assert.Contains(e.ErrorId, new[] { "PlatformUnreachable", "PlatformAnswerLost" });
    }

    [Fact]
    public async Task An_unknown_root_is_not_trusted_and_nothing_is_sent()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        using var other = new TestTlsRoot();

        foreach (var roots in new byte[][][] { [], [other.Root.RawData] })
        {
            var e = await fixture.FailsAsync(() => fixture.Open(fixture.Record with { TrustedRoots = roots }).CheckAsync(PlatformFixture.None));
            Assert.Equal("PlatformUntrusted", e.ErrorId);
        }

        Assert.Empty(fixture.Simulator.Calls);
    }

    [Fact]
    public async Task A_certificate_for_another_name_or_time_is_not_trusted()
    {
        foreach (var tls in new[] { new TestTlsRoot(name: "elsewhere.example"), new TestTlsRoot(notAfter: DateTimeOffset.UtcNow.AddHours(-1)) })
        {
            await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { Tls = tls });
            var e = await fixture.FailsAsync(() => fixture.Platform.CheckAsync(PlatformFixture.None));
            Assert.Equal("PlatformUntrusted", e.ErrorId);
        }
    }

    [Fact]
    public async Task A_host_that_is_no_api_is_told()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        await using var other = await AcmeTestServer.StartAsync();

        var e = await fixture.FailsAsync(() => fixture.Open(fixture.Record with { ApiHost = other.Directory.Authority, TrustedRoots = [other.Root] }).CheckAsync(PlatformFixture.None));

        Assert.Equal("PlatformNotAnApi", e.ErrorId);
        Assert.Contains("404", e.Message);
    }
}
