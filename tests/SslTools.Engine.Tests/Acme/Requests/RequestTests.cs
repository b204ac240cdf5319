using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Services;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>What a user of Request-LetsEncryptCertificate gets from a CA that is well.</summary>
public class RequestTests
{
    [Fact]
    public async Task A_certificate_is_issued_kept_and_not_ordered_again()
    {
        await using var fixture = await RequestFixture.StartAsync();
        var certificate = await fixture.RequestAsync(fixture.Options("www.example.com, example.com;192.0.2.7"));

        Assert.Equal(["www.example.com", "example.com"], certificate.DnsNames);
        Assert.Equal(["192.0.2.7"], certificate.IPAddresses);
        Assert.Equal(SslCertificateSource.LetsEncrypt, certificate.Source);
        Assert.Equal("www.example.com", certificate.Name);
        Assert.True(fixture.Engine.Reader.KeyMatches(certificate.GetBundle().Leaf, certificate.GetBundle().PrivateKey!));
        Assert.Single(certificate.GetBundle().Chain);
        Assert.NotNull(certificate.RenewalInfo);
        Assert.Empty(await fixture.PendingOrdersAsync());
        using var service = new AcmeRequestService(fixture.Engine, fixture.Store, null!, fixture);
        Assert.True((await service.PlanAsync(fixture.Options("example.com", "www.example.com", "192.0.2.7") with { Name = "www.example.com" }, default)).IsDone);
        Assert.Single(fixture.Server.Orders);
        Assert.Equal(1, fixture.Server.Count(AcmeStep.NewAccount));

        // Three authorizations are read at once: each request needs a nonce of its own.
        Assert.InRange(fixture.Server.Count(AcmeStep.NewNonce), 1, 3);
    }

    [Fact]
    public async Task Other_names_under_a_taken_name_need_Force()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await fixture.RequestAsync(fixture.Options("www.example.com"));

        var error = await fixture.FailAsync(fixture.Options("shop.example.com") with { Name = "www.example.com" });
        var forced = await fixture.RequestAsync(fixture.Options("shop.example.com") with { Name = "www.example.com", Force = true });

        Assert.Equal("AlreadyExists", error.ErrorId);
        Assert.Equal(2, forced.Version);
    }

    [Fact]
    public async Task Several_certificates_at_once_share_listener_account_and_store()
    {
        await using var fixture = await RequestFixture.StartAsync();
        using var service = new AcmeRequestService(fixture.Engine, fixture.Store, null!, fixture);
        var plans = new List<AcmeRequestPlan>();
        for (var i = 0; i < 20; i++) plans.Add(await service.PlanAsync(fixture.Options($"host{i}.example.com"), default));

        var certificates = await Task.WhenAll(plans.Select(plan => Task.Run(() => service.RequestAsync(plan, default))));

        Assert.Equal(20, certificates.Select(certificate => certificate.Thumbprint).Distinct().Count());
        Assert.Single(fixture.Server.Accounts);
        Assert.Equal(20, fixture.Server.Orders.Count);
    }

    [Fact]
    public async Task Files_in_a_web_root_are_taken_away_when_it_is_over()
    {
        var seen = new List<string>();
        var root = "";
        Task<ServerProblem?> Look(ChallengeQuestion question)
        {
            lock (seen) seen.Add(File.ReadAllText(Path.Combine(root, ".well-known", "acme-challenge", question.Token)));
            return Task.FromResult<ServerProblem?>(null);
        }

        await using var fixture = await RequestFixture.StartAsync(options => options with { HttpPort = null, Validator = Look });
        root = fixture.WebRoot;

        await fixture.RequestAsync(fixture.Options("a.example.com", "b.example.com") with { Challenges = Files(fixture) });

        Assert.Equal(2, seen.Count);
        Assert.All<string>(seen, (string text) => Assert.Contains(".", text));
        Assert.Empty(Directory.GetFileSystemEntries(fixture.WebRoot));
    }

    [Fact]
    public async Task Ctrl_C_takes_away_what_was_presented_and_the_next_run_goes_on_with_the_order()
    {
        using var stop = new CancellationTokenSource();
        var pending = true;
        await using var fixture = await RequestFixture.StartAsync(options => options with { HttpPort = null, Validator = Stop });
        Task<ServerProblem?> Stop(ChallengeQuestion question)
        {
            if (pending) stop.Cancel();
            return pending ? Task.Delay(-1, CancellationToken.None).ContinueWith(_ => (ServerProblem?)null) : Task.FromResult<ServerProblem?>(null);
        }

        var options = fixture.Options("www.example.com") with { Challenges = Files(fixture) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.RequestAsync(options, stop.Token));

        Assert.Empty(Directory.GetFileSystemEntries(fixture.WebRoot));
        Assert.Equal(["www.example.com"], await fixture.PendingOrdersAsync());
    }

    [Fact]
    public async Task The_chain_that_is_preferred_is_kept_and_its_root_is_not()
    {
        await using var fixture = await RequestFixture.StartAsync(options => options with { AlternateRoots = 2, ChainLength = 3 });
        var normal = await fixture.RequestAsync(fixture.Options("a.example.com"));
        Assert.Equal(3, normal.GetBundle().Chain.Count);
        Assert.Equal(0, fixture.Server.Count(AcmeStep.AlternateCertificate));

        var other = await fixture.RequestAsync(fixture.Options("b.example.com") with { PreferredChain = "Test Root 2" });
        await fixture.RequestAsync(fixture.Options("c.example.com") with { PreferredChain = "No Such Root" });

        var last = fixture.Engine.Reader.Describe(other.GetBundle().Chain[^1]);
        Assert.Equal("CN=Test Root 2", last.Issuer);
        Assert.Contains(fixture.Warnings, warning => warning.Contains("No Such Root") && warning.Contains("default chain"));
    }

    [Fact]
    public async Task A_profile_is_checked_before_anything_is_ordered()
    {
        await using var fixture = await RequestFixture.StartAsync();

        var error = await fixture.FailAsync(fixture.Options("www.example.com") with { Profile = "gold" });
        var certificate = await fixture.RequestAsync(fixture.Options("www.example.com") with { Profile = "ShortLived" });

        Assert.Equal("UnknownAcmeProfile", error.ErrorId);
        Assert.Contains("classic, shortlived", error.RecommendedAction);
        Assert.True((certificate.NotAfter - certificate.NotBefore).TotalHours < 170);
    }

    [Fact]
    public async Task A_request_of_ones_own_is_sent_and_no_key_is_kept()
    {
        await using var fixture = await RequestFixture.StartAsync();
        var issuer = fixture.Engine.Issuer;
        var names = SubjectNames.Parse(["own.example.com", "other.example.com"]);
        var key = issuer.GenerateKey(SslKeyAlgorithm.RSA2048);
        var request = issuer.CreateRequest(new RequestTemplate { Names = names }, key);

        var certificate = await fixture.RequestAsync(fixture.Options() with { CertificateRequest = request });

        Assert.Equal(["own.example.com", "other.example.com"], certificate.DnsNames);
        Assert.Null(certificate.PrivateKeyPath);
        Assert.True(fixture.Engine.Reader.KeyMatches(certificate.GetBundle().Leaf, key));
    }

    private static ChallengeSettings Files(RequestFixture fixture) => new() { WebRoots = new Dictionary<string, string> { ["*"] = fixture.WebRoot } };
}
