using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Engine.Tests.Platforms;

/// <summary>Sessions and tokens: kept, renewed, refused, and shown nowhere.</summary>
public class SessionTests
{
    [Fact]
    public async Task A_session_is_kept_for_the_next_run()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        await fixture.Platform.CheckAsync(PlatformFixture.None);

        await fixture.Open(fixture.Record).ListAsync(PlatformFixture.None);

        Assert.NotNull(fixture.Session);
        Assert.Equal(1, fixture.Simulator.Count("signin"));
    }

    [Fact]
    public async Task A_session_that_ended_is_renewed_once_for_all_calls()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        for (var i = 0; i < 20; i++) fixture.Simulator.Add($"shop{i}");
        await fixture.Platform.CheckAsync(PlatformFixture.None);
        fixture.Simulator.ExpireSessions();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fixture.FindAsync($"shop{i}")));

        Assert.Equal(2, fixture.Simulator.Count("signin"));
    }

    [Fact]
    public async Task A_session_that_ends_at_a_change_lets_the_change_go_out_again()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        var shop = fixture.Simulator.Add("shop");
        var environment = await fixture.FindAsync("shop");
        fixture.Simulator.ExpireSessions();

        await fixture.Platform.SetBuiltInSslAsync(environment, true, PlatformFixture.None);

        Assert.True(shop.SslState);
        Assert.Equal(2, fixture.Simulator.Count("editenvsettings"));
    }

    [Fact]
    public async Task A_session_that_is_always_refused_is_given_up()
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { SessionCalls = 0 });

        var e = await fixture.FailsAsync(() => fixture.Platform.CheckAsync(PlatformFixture.None));

        Assert.Equal("PlatformSignInFailed", e.ErrorId);
        Assert.Equal(4, fixture.Simulator.Count("signin"));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_however_many_ask()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Secret = "a wrong password";

        var errors = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fixture.FailsAsync(() => fixture.Platform.CheckAsync(PlatformFixture.None))));

        Assert.All(errors, e => Assert.Equal("PlatformSignInFailed", e.ErrorId));
        Assert.All(errors, e => Assert.Contains("wrong login or password", e.Message));
        Assert.Equal(["signin"], fixture.Simulator.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task A_token_needs_no_session()
    {
        await using var fixture = await PlatformFixture.StartWithTokenAsync();
        fixture.Simulator.Add("shop");

        await fixture.SetAsync("shop");

        Assert.Equal(0, fixture.Simulator.Count("signin"));
        Assert.Null(fixture.Session);
    }

    [Fact]
    public async Task A_token_without_permission_says_for_what()
    {
        await using var fixture = await PlatformFixture.StartWithTokenAsync("getenvs", "getenvinfo");
        var shop = fixture.Simulator.Add("shop");

        var e = await fixture.FailsAsync(() => fixture.SetAsync("shop"));

        Assert.Equal("PlatformPermissionDenied", e.ErrorId);
        Assert.Contains("editenvsettings", e.Message);
        Assert.Equal("shop", e.Target);
        Assert.False(shop.SslState);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_refused_once()
    {
        await using var fixture = await PlatformFixture.StartWithTokenAsync();
        fixture.Secret = "not-the-token";

        var e = await fixture.FailsAsync(() => fixture.Platform.CheckAsync(PlatformFixture.None));

        Assert.Equal("PlatformTokenRefused", e.ErrorId);
        Assert.Single(fixture.Simulator.Calls);
    }

    [Fact]
    public async Task Words_that_quote_what_was_sent_are_cleaned()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        await fixture.Platform.CheckAsync(PlatformFixture.None);
        fixture.Simulator.Faults.Add(
            PlatformFault.Refuse("getenvs", 99, $"bad session={fixture.Session}"),
            PlatformFault.Refuse("getenvs", 8, $"no right for {fixture.Session}"),
            PlatformFault.RefuseInside("getenvs", 1, $"script failed with {{session:'{fixture.Session}'}}"));

        var messages = new List<string>();
        for (var i = 0; i < 3; i++) messages.Add((await fixture.FailsAsync(() => fixture.Platform.ListAsync(PlatformFixture.None))).Message);

        Assert.All(messages, message => Assert.Contains("***", message));
    }

    [Fact]
    public async Task A_password_that_comes_back_is_cleaned()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Faults.Add(PlatformFault.Refuse("signin", 701, $"no account has the password {fixture.Secret}"));

        var e = await fixture.FailsAsync(() => fixture.Platform.CheckAsync(PlatformFixture.None));

        Assert.Contains("the password ***", e.Message);
    }
}
