using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

/// <summary>Dynamic update against a real BIND.</summary>
public sealed class Rfc2136Tests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly BindServer _bind = new BindServer()
        .AddZone("example.test").AddZone("deep.example.test").AddZone("other.test");

    public Rfc2136Tests()
    {
        _bind.AddKey("stranger", "hmac-sha256", "c3RyYW5nZXI=");
        foreach (var algorithm in new[] { "hmac-sha384", "hmac-sha512" }) _bind.AddKey(algorithm, algorithm, "c2VjcmV0");
        _bind.Start();
    }

    public void Dispose() => _bind.Dispose();

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task Values_are_added_beside_others_and_removed_singly(string protocol)
    {
        const string name = "_acme-challenge.www.example.test";
        using var provider = Open(("Protocol", protocol));
        await provider.AddAsync(new(name, "one"), Token);
        await provider.AddAsync(new(name, "two"), Token);
        await provider.AddAsync(new(name, "two"), Token);
        await provider.CommitAsync(Token);
        Assert.Equal(["one", "two"], _bind.Texts(name));

        await provider.RemoveAsync(new(name, "one"), Token);
        await provider.RemoveAsync(new(name, "one"), Token);
        Assert.Equal(["two"], _bind.Texts(name));
        await provider.RemoveAsync(new(name, "two"), Token);
        Assert.Empty(_bind.Texts(name));
    }

    [Fact]
    public async Task The_nearest_zone_takes_the_record()
    {
        using var provider = Open();
        foreach (var name in new[] { "_acme-challenge.deep.example.test", "_acme-challenge.a.b.deep.example.test", "_acme-challenge.other.test" })
        {
            await provider.AddAsync(new(name, "value"), Token);
            Assert.Equal(["value"], _bind.Texts(name));
        }

        Assert.Contains("updating zone 'deep.example.test/IN'", _bind.Log);
    }

    [Fact]
    public async Task A_long_value_goes_through_whole()
    {
        var value = new string('x', 700);
        using var provider = Open();
        await provider.AddAsync(new("_validation-persist.example.test", value), Token);
        Assert.Equal([value], _bind.Texts("_validation-persist.example.test").Select(text => text.Replace("\" \"", "")));
    }

    [Fact]
    public async Task Several_programs_may_update_at_once()
    {
        var names = Enumerable.Range(0, 20).Select(i => new DnsTxtRecord("_acme-challenge.example.test", $"value{i:00}")).ToList();
        await Task.WhenAll(names.Select(async record =>
        {
            using var provider = Open();
            await provider.AddAsync(record, Token);
        }));
        Assert.Equal(names.Select(record => record.Value), _bind.Texts("_acme-challenge.example.test"));
    }

    [Theory]
    [InlineData("KeySecret", "d3Jvbmc=", "BADSIG")]
    [InlineData("KeyName", "nobody", "BADKEY")]
    [InlineData("KeyAlgorithm", "hmac-sha512", "BADKEY")]
    [InlineData("Zone", "test", "NOTAUTH")]
    public async Task What_the_server_refuses_is_explained(string parameter, string value, string reason)
    {
        using var provider = Open((parameter, value));
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new("_acme-challenge.example.test", "v"), Token));
        Assert.Equal("DnsProviderFailed", error.ErrorId);
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain(_bind.KeySecret, error.ToString());
        Assert.Empty(_bind.Texts("_acme-challenge.example.test"));
    }

    [Theory]
    [InlineData("stranger", "hmac-sha256", "c3RyYW5nZXI=")]
    [InlineData("hmac-sha384", "HMAC-SHA384", "c2VjcmV0")]
    [InlineData("hmac-sha512", "hmac-sha512.", "c2VjcmV0")]
    public async Task A_key_without_rights_is_refused_by_a_signed_answer(string name, string algorithm, string secret)
    {
        using var provider = Open(("KeyName", name), ("KeyAlgorithm", algorithm), ("KeySecret", secret));
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new("_acme-challenge.example.test", "v"), Token));
        Assert.Contains("REFUSED: the key may not change this name in example.test", error.Message);
    }

    [Fact]
    public async Task A_zone_that_is_not_served_is_named()
    {
        using var provider = Open(("Zone", "example.test"));
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new("_acme-challenge.example.org", "v"), Token));
        Assert.Equal("DnsZoneNotFound", error.ErrorId);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_named()
    {
        var clock = new StoppedClock { UtcNow = DateTimeOffset.UtcNow.AddHours(1) };
        using var provider = DnsProviders.Open(new EngineWithClock(clock).Engine, "rfc2136", _bind.Arguments);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new("_acme-challenge.example.test", "v"), Token));
        Assert.Contains("BADTIME", error.Message);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_named()
    {
        using var provider = Open();
        _bind.Stop();
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new("_acme-challenge.example.test", "v"), Token));
        Assert.Equal("DnsProviderFailed", error.ErrorId);
        Assert.Contains("port " + _bind.EndPoint.Port, error.Message);
    }

    private IDnsProvider Open(params (string Name, string Value)[] changed)
    {
        var arguments = _bind.Arguments;
        foreach (var (name, value) in changed) arguments[name] = value;
        return DnsProviders.Open(new EngineServices(), "Rfc2136", arguments);
    }
}
