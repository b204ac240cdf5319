using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Network.Dns;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

/// <summary>Questions to real BINDs: one that is primary and resolver, and one that stays behind.</summary>
public sealed class DnsQueryTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly string[] Servers = ["@ NS ns1", "@ NS ns2", "ns1 A 127.0.0.1", "ns2 AAAA ::1"];

    private readonly BindServer _primary = new();
    private readonly BindServer _second;
    private readonly DnsQuery _dns;

    public DnsQueryTests()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "The machine has no IPv6.");

        // Both on one port, as real servers are: so their addresses must differ.
        _second = new BindServer("::1", _primary.EndPoint.Port);
        foreach (var server in new[] { _primary, _second })
        {
            server.AddZone("two.test", Servers).AddZone("dead.test", "@ NS ns1.two.test.", "@ NS gone", "gone A 127.0.0.3", "gone AAAA 100::1")
                .AddZone("mixed.test", "@ NS ns", "ns A 127.0.0.1", "ns AAAA 100::1").AddZone("nowhere.test", "@ NS ns", "ns A 127.0.0.3")
                .AddZone(
                    "example.test", "www A 192.0.2.1", "www AAAA 2001:db8::1", "web CNAME www", "_acme-challenge.www CNAME a.other.test.",
                    "loop1 CNAME loop2", "loop2 CNAME loop1", "@ CAA 0 issue \"ca.example\"", "@ CAA 128 Future \"x\"", "sub A 192.0.2.2",
                    "alias CNAME caa.other.test.", "empty CAA 0 iodef \"mailto:a@example.test\"")
                .AddZone("other.test", "a CNAME b", "b TXT \"one\"", "b TXT \"two\" \" parts\"", "caa CAA 0 issuewild \";\"")
                .Start();
        }

        _dns = new DnsQuery([], [_primary.EndPoint], _primary.EndPoint.Port);
    }

    public void Dispose()
    {
        _primary.Dispose();
        _second.Dispose();
    }

    [Theory]
    [InlineData("_acme-challenge.www.example.test", "b.other.test")]
    [InlineData("WEB.example.test.", "www.example.test")]
    [InlineData("www.example.test", "www.example.test")]
    [InlineData("nothing.example.test", "nothing.example.test")]
    public async Task Aliases_are_followed(string name, string end) => Assert.Equal(end, await _dns.FollowAsync(name, Token));

    [Fact]
    public async Task A_loop_is_named()
    {
        var error = await Assert.ThrowsAsync<SslToolsException>(() => _dns.FollowAsync("loop1.example.test", Token));
        Assert.Equal("DnsLoop", error.ErrorId);
    }

    [Fact]
    public async Task Texts_are_read_whole_and_through_aliases() =>
        Assert.Equal(["one", "two parts"], (await _dns.GetTextsAsync("_acme-challenge.www.example.test", Token)).Order());

    [Theory]
    [InlineData("www.example.test", "192.0.2.1 2001:db8::1")]
    [InlineData("web.example.test", "192.0.2.1 2001:db8::1")]
    [InlineData("nothing.example.test", "")]
    public async Task Addresses_of_both_families(string name, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', await _dns.ResolveAsync(name, Token)));

    [Theory]
    [InlineData("sub.example.test", "example.test 0 issue ca.example, example.test 1 future x")]
    [InlineData("a.b.c.example.test", "example.test 0 issue ca.example, example.test 1 future x")]
    [InlineData("alias.example.test", "caa.other.test 0 issuewild ;")]
    [InlineData("empty.example.test", "empty.example.test 0 iodef mailto:a@example.test")]
    [InlineData("other.test", "")]
    public async Task Caa_is_that_of_the_nearest_name_that_has_any(string name, string records) => Assert.Equal(records, string.Join(
        ", ", (await _dns.FindCaaAsync(name, Token)).Select(r => $"{r.Name} {(r.Critical ? 1 : 0)} {r.Tag} {r.Value}").Order()));

    [Fact]
    public async Task A_server_that_stays_behind_is_named_until_it_has_caught_up()
    {
        var record = new DnsTxtRecord("_acme-challenge.www.two.test", "value");
        Assert.Equal(["ns1.two.test", "ns2.two.test"], (await _dns.FindLaggingServersAsync(record, Token)).Order());
        await AddAsync(_primary, record);
        Assert.Equal(["ns2.two.test"], await _dns.FindLaggingServersAsync(record, Token));
        await AddAsync(_second, record);
        Assert.Empty(await _dns.FindLaggingServersAsync(record, Token));
    }

    [Fact]
    public async Task Waiting_ends_when_the_last_server_has_it()
    {
        var records = new[] { "one", "two" }.Select(value => new DnsTxtRecord("_acme-challenge.two.test", value)).ToList();
        foreach (var record in records) await AddAsync(_primary, record);
        var clock = new CatchingUp(async waits =>
        {
            if (waits <= records.Count) await AddAsync(_second, records[waits - 1]);
        });
        await DnsPropagation.WaitAsync(_dns, records, TimeSpan.FromMinutes(2), clock, clock, Token);
        Assert.Equal(["0 of 2", "1 of 2"], clock.Statuses.Select(status => status[..6]));
        Assert.Contains("ns2.two.test", clock.Statuses[0]);
    }

    [Fact]
    public async Task Waiting_has_a_limit_and_names_who_is_behind()
    {
        var record = new DnsTxtRecord("_acme-challenge.two.test", "v");
        await AddAsync(_primary, record);
        var clock = new CatchingUp(_ => Task.CompletedTask);
        var error = await Assert.ThrowsAsync<SslToolsException>(
            () => DnsPropagation.WaitAsync(_dns, [record], TimeSpan.FromMinutes(1), clock, clock, Token));
        Assert.Equal("DnsNotPropagated", error.ErrorId);
        Assert.Equal(
            "After 60 seconds not every authoritative name server shows the TXT record: _acme-challenge.two.test is missing at ns2.two.test.", error.Message);
        Assert.Equal(TimeSpan.FromMinutes(1), clock.UtcNow - CatchingUp.Start);
    }

    [Fact]
    public async Task A_dead_server_is_reported_and_an_unreachable_family_is_not()
    {
        var dead = _dns.FindLaggingServersAsync(new("a.dead.test", "v"), Token);
        var mixed = _dns.FindLaggingServersAsync(new("a.mixed.test", "v"), Token);
        var nowhere = Assert.ThrowsAsync<SslToolsException>(() => _dns.FindLaggingServersAsync(new("a.nowhere.test", "v"), Token));
        Assert.Equal(["gone.dead.test (does not answer)", "ns1.two.test"], (await dead).Order());
        Assert.Equal(["ns.mixed.test"], await mixed);
        Assert.Equal("DnsUnavailable", (await nowhere).ErrorId);
    }

    [Fact]
    public async Task Given_servers_are_asked_instead_of_the_authoritative_ones()
    {
        var dns = new EngineServices().OpenDns([_primary.EndPoint]);
        var record = new DnsTxtRecord("_acme-challenge.two.test", "v");
        await AddAsync(_primary, record);
        Assert.Empty(await dns.FindLaggingServersAsync(record, Token));
        Assert.Equal(["v"], await dns.GetTextsAsync(record.Name, Token));
    }

    [Fact]
    public async Task A_name_in_no_zone_is_named()
    {
        var error = await Assert.ThrowsAsync<SslToolsException>(() => _dns.GetTextsAsync("a.nothing.invalid", Token));
        Assert.Equal("DnsZoneNotFound", error.ErrorId);
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_a_silent_server()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var cancelling = new CancellationTokenSource();
        var question = new DnsQuery([(IPEndPoint)silent.Client.LocalEndPoint!]).ResolveAsync("www.example.test", cancelling.Token);
        await silent.ReceiveAsync(Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question.WaitAsync(TimeSpan.FromSeconds(1), Token));
    }

    private static async Task AddAsync(BindServer server, DnsTxtRecord record)
    {
        using var provider = DnsProviders.Open(new EngineServices(), "Rfc2136", server.Arguments);
        await provider.AddAsync(record, Token);
    }
}
