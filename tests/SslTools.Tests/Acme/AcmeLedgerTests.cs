using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Acme;

/// <summary>The limits of Let's Encrypt, foreseen.</summary>
public sealed class AcmeLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly AcmeLedger _ledger;
    private readonly AcmeSession _session;

    public AcmeLedgerTests()
    {
        var engine = EngineProxy.Create((nameof(IEngine.Clock), _clock));
        _ledger = new AcmeLedger(engine, new FileStore(_folder.Path));
        var account = new AcmeSigner([], new Uri("https://ca.example/acct/1"));
        var directory = new AcmeDirectory { Address = AcmeServer.Default.Directory, HasRenewalInfo = true };
        _session = new AcmeSession(AcmeServer.Default, null!, directory, "letsencrypt", account, "thumb");
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_sixth_certificate_for_the_same_names_in_a_week_is_not_even_ordered()
    {
        var names = Names("www.example.com", "example.com");
        for (var i = 0; i < 5; i++)
        {
            await _ledger.RequireRoomAsync(_session, names, false, CancellationToken.None);
            await _ledger.RecordCertificateAsync(_session, Names("example.com", "www.example.com"), false, CancellationToken.None);
            _clock.UtcNow += TimeSpan.FromHours(1);
        }

        var error = await Assert.ThrowsAsync<SslToolsException>(() => _ledger.RequireRoomAsync(_session, names, false, CancellationToken.None));

        Assert.Equal("AcmeRateLimitForeseen", error.ErrorId);
        Assert.Contains("5 of 5 certificates for exactly these names in 7 days", error.Message);
        Assert.Contains("2026-11-30 12:00 UTC", error.Message);
        await _ledger.RequireRoomAsync(_session, names, true, CancellationToken.None);
        await _ledger.RequireRoomAsync(_session, Names("shop.example.com"), false, CancellationToken.None);
        _clock.UtcNow = new DateTimeOffset(2026, 11, 30, 12, 0, 1, TimeSpan.Zero);
        await _ledger.RequireRoomAsync(_session, names, false, CancellationToken.None);
    }

    [Fact]
    public async Task Fifty_certificates_of_a_registered_domain_are_the_end_for_this_week()
    {
        for (var i = 0; i < 50; i++) await _ledger.RecordCertificateAsync(_session, Names($"host{i}.example.co.uk"), false, CancellationToken.None);

        var error = await Assert.ThrowsAsync<SslToolsException>(
            () => _ledger.RequireRoomAsync(_session, Names("new.example.co.uk"), false, CancellationToken.None));

        Assert.Contains("50 of 50 certificates for example.co.uk", error.Message);
        await _ledger.RequireRoomAsync(_session, Names("new.other.co.uk"), false, CancellationToken.None);
    }

    [Fact]
    public async Task Five_failures_of_a_name_stop_that_name_for_an_hour()
    {
        var failing = Names("bad.example.com");
        for (var i = 0; i < 5; i++) await _ledger.RecordFailuresAsync(_session, failing, CancellationToken.None);

        await Assert.ThrowsAsync<SslToolsException>(() => _ledger.RequireRoomAsync(_session, failing, true, CancellationToken.None));
        await _ledger.RequireRoomAsync(_session, Names("good.example.com"), false, CancellationToken.None);
        _clock.UtcNow += TimeSpan.FromMinutes(61);
        await _ledger.RequireRoomAsync(_session, failing, false, CancellationToken.None);
    }

    [Fact]
    public async Task What_the_CA_asked_to_wait_is_waited_for()
    {
        var names = Names("www.example.com");
        var refusal = SslError.AcmeRefused("LetsEncrypt", "the order", new AcmeProblem("urn:ietf:params:acme:error:rateLimited", "too many"), TimeSpan.FromHours(3));
        await _ledger.BlockAsync(_session, names, refusal, CancellationToken.None);

        var error = await Assert.ThrowsAsync<SslToolsException>(() => _ledger.RequireRoomAsync(_session, names, false, CancellationToken.None));

        Assert.Contains("too many", error.Message);
        Assert.Contains("15:00 UTC", error.Message);
        _clock.UtcNow += TimeSpan.FromHours(3);
        await _ledger.RequireRoomAsync(_session, names, false, CancellationToken.None);
    }

    [Fact]
    public async Task Many_at_once_are_all_counted()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _ledger.RecordOrderAsync(_session, CancellationToken.None))));

        var room = await _ledger.ReadAsync(AcmeServer.Default, "letsencrypt", Names("example.com"), CancellationToken.None);

        Assert.Equal(260, room.Single(r => r.Scope == AcmeRateLimitScope.OrdersPerAccount).Left);
    }

    [Theory]
    [InlineData("www.example.com", "example.com")]
    [InlineData("*.a.b.example.com", "example.com")]
    [InlineData("a.example.co.uk", "example.co.uk")]
    [InlineData("example.de", "example.de")]
    [InlineData("localhost", "localhost")]
    public void Registered_domains_follow_a_rule_of_thumb(string name, string domain)
    {
        Assert.Equal(domain, LedgerNames.RegisteredDomain(AcmeIdentifier.ForName(name)));
    }

    private static IReadOnlyList<AcmeIdentifier> Names(params string[] names) => names.Select(AcmeIdentifier.ForName).ToList();
}
