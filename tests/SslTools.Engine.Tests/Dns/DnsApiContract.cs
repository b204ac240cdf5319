using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using Xunit;

namespace SslTools.Engine.Tests.Dns;

/// <summary>What every provider with an HTTP interface must get right.</summary>
public abstract class DnsApiContract<T> : IAsyncLifetime
    where T : FakeDnsApi, new()
{
    private static readonly string One = new('1', 43);
    private static readonly string Two = new('2', 43);

    private readonly StoppedClock _clock = new() { UtcNow = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero) };
    private readonly IEngine _engine;

    protected DnsApiContract() => _engine = new EngineWithClock(_clock).Engine;

    protected T Api { get; init; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Values_are_added_beside_others_and_removed_singly()
    {
        if (Api.Removes) Api.Records[Api.RecordName] = ["somebody else's"];
        var others = Api.Values.ToList();
        using var provider = Open();
        await provider.AddAsync(new(Api.RecordName, One), Token);
        await provider.AddAsync(new(Api.RecordName, Two), Token);
        await provider.AddAsync(new(Api.RecordName, Two), Token);
        await provider.CommitAsync(Token);
        Assert.Equal([.. others, One, Two], Api.Values);

        await provider.RemoveAsync(new(Api.RecordName, One), Token);
        await provider.RemoveAsync(new(Api.RecordName, One), Token);
        if (Api.Removes) Assert.Equal([.. others, Two], Api.Values);
    }

    [Fact]
    public async Task The_last_value_takes_the_name_with_it()
    {
        using var provider = Open();
        await provider.AddAsync(new(Api.RecordName, One), Token);
        Assert.Equal([One], Api.Values);
        await provider.RemoveAsync(new(Api.RecordName, One), Token);
        await provider.CommitAsync(Token);
        if (Api.Removes) Assert.Empty(Api.Values);
    }

    [Fact]
    public async Task Somebody_faster_loses_nothing()
    {
        if (!Api.Removes) return;
        using var provider = Open();
        Api.BeforeChange = () => Api.Records[Api.RecordName] = ["theirs"];
        await provider.AddAsync(new(Api.RecordName, One), Token);
        Assert.Equal(["theirs", One], Api.Values.Order().Reverse());
        Api.BeforeChange = () => Api.Records[Api.RecordName].Add("late");
        await provider.RemoveAsync(new(Api.RecordName, One), Token);
        Assert.Equal(["late", "theirs"], Api.Values.Order());
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_after_its_pause()
    {
        using var provider = Open();
        Api.FailNext(429, "slow down");
        Api.FailNext(503, "<html>busy</html>");
        await provider.AddAsync(new(Api.RecordName, One), Token);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(4)], _clock.Waits.Take(2));
        Assert.Equal([One], Api.Values);
    }

    [Fact]
    public async Task A_failure_is_told_in_its_words_without_secrets()
    {
        using var provider = Open();
        Api.FailNext(400, "{\"errors\":[{\"code\":1,\"message\":\"bad " + FakeDnsApi.Secret + "\"}],\"error\":\"bad " + FakeDnsApi.Secret + "\"}");
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new(Api.RecordName, One), Token));
        Assert.Equal("DnsProviderFailed", error.ErrorId);
        Assert.Contains("400", error.Message);
        if (Api.Arguments.ContainsValue(FakeDnsApi.Secret)) Assert.DoesNotContain("S3cret", error.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"success\":")]
    [InlineData("<x>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"e\">]><x>&e;</x>")]
    public async Task An_answer_of_another_form_is_refused(string body)
    {
        using var provider = Open();
        Api.FailNext(200, body);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new(Api.RecordName, One), Token));
        Assert.Equal("DnsProviderFailed", error.ErrorId);
    }

    [Fact]
    public async Task A_secret_that_is_wrong_is_an_explained_failure()
    {
        var wrong = Api.Arguments.ToDictionary(a => a.Key, a => a.Value == FakeDnsApi.Secret ? "Wr0ngSecret" : a.Value);
        if (wrong.Values.All(value => value != "Wr0ngSecret")) return;
        using var provider = DnsProviders.Open(_engine, Api.Name, wrong);
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new(Api.RecordName, One), Token));
        Assert.Equal("DnsProviderFailed", error.ErrorId);
        Assert.DoesNotContain("Wr0ngSecret", error.ToString());
        Assert.Empty(Api.Values);
    }

    [Fact]
    public async Task A_name_in_no_zone_is_named()
    {
        using var provider = Open();
        var error = await Assert.ThrowsAsync<SslToolsException>(() => provider.AddAsync(new("_acme-challenge.example.org", One), Token));
        Assert.Equal(Api.HasZones ? "DnsZoneNotFound" : "DnsProviderFailed", error.ErrorId);
        Assert.Contains("_acme-challenge.example.org", error.Message);
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var provider = Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.AddAsync(new(Api.RecordName, One), cancelled.Token));
    }

    [Fact]
    public void Arguments_are_checked_without_showing_them()
    {
        foreach (var secret in Api.Arguments.Where(argument => argument.Value == FakeDnsApi.Secret))
        {
            var arguments = new Dictionary<string, string>(Api.Arguments) { [secret.Key] = "two words S3cret" };
            var error = Assert.Throws<SslToolsException>(() => DnsProviders.Open(_engine, Api.Name, arguments));
            Assert.Equal("InvalidDnsArgument", error.ErrorId);
            Assert.Contains(secret.Key, error.Message);
            Assert.DoesNotContain("S3cret", error.ToString());
        }

        foreach (var address in Api.Arguments.Where(argument => argument.Value.StartsWith(Api.Address, StringComparison.Ordinal)))
        {
            var arguments = new Dictionary<string, string>(Api.Arguments) { [address.Key] = "http://api.example.com" };
            Assert.Contains("https", Assert.Throws<SslToolsException>(() => DnsProviders.Open(_engine, Api.Name, arguments)).Message);
        }
    }

    protected IDnsProvider Open() => DnsProviders.Open(_engine, Api.Name, Api.Arguments);
}
