using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Engine.Tests.Platforms;

/// <summary>What the platform says of its environments, and the switch of built-in SSL.</summary>
public class EnvironmentTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_spellings_are_read(bool java)
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { JavaNames = java });
        var shop = fixture.Simulator.Add("shop", "Shop.example", "www.shop.example");
        shop.SslState = true;
        shop.IsSlbAccessEnabled = false;
        shop.Nodes.Insert(0, new PlatformNode(900, "bl", "nginx") { IsCustomSslSupport = false });
        shop.Nodes[0].PublicIPv4.Add("203.0.113.7");
        shop.Nodes[1].PublicIPv6.Add("2001:db8::7");

        var environment = Assert.Single(await fixture.Platform.ListAsync(PlatformFixture.None));

        Assert.Equal(("cloud", "shop", "shop.apps.example.com"), (environment.Platform, environment.Name, environment.Domain));
        Assert.Equal(["shop.example", "www.shop.example"], environment.CustomDomains);
        Assert.True(environment.BuiltInSsl);
        Assert.Equal(SslCertificateSource.BuiltIn, environment.CertificateSource);
        Assert.Equal(SslEnvironmentStatus.Running, environment.Status);
        Assert.Equal(["203.0.113.7", "2001:db8::7"], environment.PublicIPAddresses);
        var balancer = environment.Nodes[0];
        Assert.Equal(("900", "bl", "nginx"), (balancer.Id, balancer.Group, balancer.Type));
        Assert.True(balancer.IsEntryPoint);
        Assert.False(balancer.IsSharedLoadBalancerAllowed);
        Assert.False(balancer.IsCustomSslSupported);
        Assert.False(environment.Nodes[1].IsEntryPoint);
        Assert.True(environment.Nodes[1].IsSharedLoadBalancerAllowed);
    }

    [Fact]
    public async Task Private_addresses_do_not_count()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop").Nodes[0].PublicIPv4.AddRange(["100.64.3.4", "192.168.1.1"]);

        var environment = await fixture.FindAsync("shop");

        Assert.Empty(environment.PublicIPAddresses);
    }

    [Fact]
    public async Task An_unknown_environment_is_none()
    {
        await using var fixture = await PlatformFixture.StartAsync();

        Assert.Null(await fixture.Platform.FindAsync("shop", PlatformFixture.None));
    }

    [Fact]
    public async Task Enabled_is_what_a_handshake_shows()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop");
        Assert.Null(await fixture.ServedAsync("shop.apps.example.com"));

        await fixture.SetAsync("shop");
        Assert.Equal(fixture.Simulator.Wildcard.Leaf.RawData, await fixture.ServedAsync("shop.apps.example.com"));
        Assert.True((await fixture.FindAsync("shop")).BuiltInSsl);

        await fixture.SetAsync("shop", on: false);
        Assert.Null(await fixture.ServedAsync("shop.apps.example.com"));
    }

    [Fact]
    public async Task The_entry_point_is_the_registered_one()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop");

        var endpoint = await fixture.Platform.FindEntryPointAsync(await fixture.FindAsync("shop"), "shop.apps.example.com", PlatformFixture.None);

        Assert.Equal(new BindingEndpoint(fixture.Simulator.EntryPoint, "shop.apps.example.com", false), endpoint);
    }

    [Fact]
    public async Task A_quota_is_told_in_the_platforms_own_words()
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { AllowsBuiltInSsl = false });
        fixture.Simulator.Add("shop");

        var e = await fixture.FailsAsync(() => fixture.SetAsync("shop"));

        Assert.Equal("PlatformRefused", e.ErrorId);
        Assert.Contains("environment.jelasticssl.enabled", e.Message);
    }

    [Theory]
    [InlineData(true, "PlatformRefused")]
    [InlineData(false, "PublicIPAttached")]
    public async Task A_public_address_that_comes_between_check_and_write_leaves_it_off(bool refuses, string id)
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { RefusesPublicAddress = refuses });
        var shop = fixture.Simulator.Add("shop");
        fixture.Simulator.Faults.Add(PlatformFault.Meanwhile("editenvsettings", () => shop.Nodes[0].PublicIPv4.Add("203.0.113.7")));

        var e = await fixture.FailsAsync(() => fixture.SetAsync("shop"));

        Assert.Equal(id, e.ErrorId);
        Assert.False(shop.SslState);
        Assert.Equal(["203.0.113.7"], shop.Nodes[0].PublicIPv4);
    }

    [Fact]
    public async Task An_address_that_came_and_a_switch_that_can_not_go_back_are_told_together()
    {
        await using var fixture = await PlatformFixture.StartAsync(new PlatformSimulatorOptions { RefusesPublicAddress = false });
        var shop = fixture.Simulator.Add("shop");
        var environment = await fixture.FindAsync("shop");
        fixture.Simulator.Faults.Add(
            PlatformFault.Meanwhile("editenvsettings", () => shop.Nodes[0].PublicIPv4.Add("203.0.113.7")), PlatformFault.DropBefore("editenvsettings"));

        var e = await fixture.FailsAsync(() => fixture.Platform.SetBuiltInSslAsync(environment, true, PlatformFixture.None));

        Assert.Equal("PublicIPAttached", e.ErrorId);
        Assert.Contains("could not be switched off again", e.Message);
        Assert.Contains("Disable-BuiltInSsl shop", e.RecommendedAction);
        Assert.True(shop.SslState);
    }

    [Fact]
    public async Task A_confirmed_switch_that_can_not_be_looked_at_again_is_no_failure()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        var shop = fixture.Simulator.Add("shop");
        var environment = await fixture.FindAsync("shop");
        fixture.Simulator.Faults.Add(PlatformFault.Page("getenvinfo", 500));

        await fixture.Platform.SetBuiltInSslAsync(environment, true, PlatformFixture.None);

        Assert.True(shop.SslState);
        Assert.Contains("'shop'", Assert.Single(fixture.Warnings));
    }

    [Theory]
    [InlineData("host/path")]
    [InlineData("me:secret@host")]
    [InlineData("https://host")]
    [InlineData("host?x=1")]
    [InlineData("host name")]
    [InlineData("")]
    public async Task A_host_is_only_a_host(string host)
    {
        await using var fixture = await PlatformFixture.StartAsync();

        var e = Assert.Throws<SslToolsException>(() => fixture.Open(fixture.Record with { ApiHost = host }));

        Assert.Equal("InvalidApiHost", e.ErrorId);
    }

    [Fact]
    public async Task Calls_are_made_for_exactly_what_is_asked()
    {
        await using var fixture = await PlatformFixture.StartAsync();
        fixture.Simulator.Add("shop");

        await fixture.SetAsync("shop");

        Assert.Equal(["signin", "getenvinfo", "editenvsettings", "getenvinfo"], fixture.Simulator.Calls.Select(call => call.Method));
    }
}
