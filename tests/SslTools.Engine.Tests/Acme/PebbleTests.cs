using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Engine.Acme;
using SslTools.Engine.Cryptography;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme;

/// <summary>The client against a real Pebble.</summary>
public class PebbleTests
{
    private static readonly CertificateReader Reader = new();

    [Theory]
    [InlineData(SslKeyAlgorithm.P256)]
    [InlineData(SslKeyAlgorithm.P384)]
    [InlineData(SslKeyAlgorithm.P521)]
    [InlineData(SslKeyAlgorithm.RSA2048)]
    public async Task A_certificate_is_issued_with_an_account_key_of_any_kind(SslKeyAlgorithm algorithm)
    {
        using var pebble = new PebbleServer(new PebbleOptions { AnswersChallenges = true });
        using var journey = Journey(pebble);
        journey.AccountKey = AcmeJourney.Issuer.GenerateKey(algorithm);
        await journey.RegisterAsync();

        var chains = await journey.IssueAsync("www.example.com", "example.com");

        var chain = Assert.Single(chains);
        Assert.Equal(["www.example.com", "example.com"], Reader.Describe(chain[0]).DnsNames.OrderByDescending(name => name.Length));
        Assert.True(Reader.KeyMatches(chain[0], journey.CertificateKey));
        Assert.True(Reader.IsIssuedBy(chain[0], chain[1]));
    }

    [Theory]
    [InlineData(5, 25)]
    [InlineData(50, 35)]
    [InlineData(90, 100)]
    public async Task Refused_nonces_do_not_matter(int percent, int requestsAtLeast)
    {
        using var pebble = new PebbleServer(new PebbleOptions { NonceReject = percent, AnswersChallenges = true });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => journey.IssueAsync($"www{i}.example.com")));

        Assert.All(all, chains => Assert.Equal(2, chains[0].Count));
        Assert.InRange(pebble.Log.Split("POST /").Length - 1, requestsAtLeast, int.MaxValue);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 0)]
    public async Task Reused_authorizations_are_not_proved_again(int percent, int expected)
    {
        using var pebble = new PebbleServer(new PebbleOptions { AuthzReuse = percent, AnswersChallenges = true });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        await journey.IssueAsync("www.example.com");

        var answered = await journey.ProveAsync(await journey.OrderAsync("www.example.com"));

        Assert.Equal(expected, answered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Chains_of_any_length_come_in_order(int length)
    {
        using var pebble = new PebbleServer(new PebbleOptions { ChainLength = length, AlwaysValid = true });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();

        var chain = (await journey.IssueAsync("www.example.com"))[0];

        using var root = await pebble.IssuingRootAsync();
        Assert.Equal(length + 1, chain.Count);
        Assert.All(chain.Zip([.. chain.Skip(1), root.RawData]), pair => Assert.True(Reader.IsIssuedBy(pair.First, pair.Second)));
    }

    [Fact]
    public async Task Alternate_chains_are_downloaded_when_wanted()
    {
        using var pebble = new PebbleServer(new PebbleOptions { AlternateRoots = 2, AlwaysValid = true });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        var order = await journey.OrderAsync("www.example.com");
        await journey.ProveAsync(order);
        var valid = await journey.FinalizeAsync(order);

        var all = await journey.Client.DownloadAsync(journey.Signer, valid.Certificate!, true, AcmeJourney.None);
        var one = await journey.Client.DownloadAsync(journey.Signer, valid.Certificate!, false, AcmeJourney.None);

        Assert.Equal(3, all.Count);
        Assert.Equal(all[0][0], Assert.Single(one)[0]);
        Assert.Equal(3, all.Select(chain => Reader.Describe(chain[^1]).Issuer).Distinct().Count());
    }

    [Fact]
    public async Task An_ip_address_is_certified()
    {
        using var pebble = new PebbleServer(new PebbleOptions { AnswersChallenges = true });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();

        var chains = await journey.IssueAsync("127.0.0.1");

        Assert.Equal(["127.0.0.1"], Reader.Describe(chains[0][0]).IPAddresses);
    }

    [Fact]
    public async Task An_external_account_is_bound()
    {
        const string Key = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";
        using var pebble = new PebbleServer(new PebbleOptions { ExternalAccounts = new Dictionary<string, string> { ["kid-1"] = Key } });
        using var journey = Journey(pebble);

        Assert.True((await journey.Client.GetDirectoryAsync(AcmeJourney.None)).ExternalAccountRequired);
        var refused = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.RegisterAsync());
        var wrong = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.RegisterAsync(new AcmeExternalAccount("kid-1", new byte[48])));
        var account = await journey.RegisterAsync(new AcmeExternalAccount("kid-1", Base64Url.Decode(Key)));

        Assert.Equal("AcmeExternalAccountRequired", refused.ErrorId);
        Assert.DoesNotContain(Key, wrong.Message);
        Assert.Equal(AcmeStatus.Valid, account.Status);
    }

    [Fact]
    public async Task An_account_is_found_changed_given_another_key_and_ended()
    {
        using var pebble = new PebbleServer();
        using var journey = Journey(pebble);
        var account = await journey.RegisterAsync();
        var client = journey.Client;

        var found = await client.NewAccountAsync(journey.AccountKey, new AcmeAccountRequest { OnlyReturnExisting = true }, AcmeJourney.None);
        var changed = await client.UpdateAccountAsync(journey.Signer, ["mailto:other@example.com"], AcmeJourney.None);
        var newKey = AcmeJourney.Issuer.GenerateKey(SslKeyAlgorithm.RSA2048);
        await client.ChangeKeyAsync(journey.Signer, newKey, AcmeJourney.None);
        var signer = new AcmeSigner(newKey, account.Address);
        var read = await client.GetAccountAsync(signer, AcmeJourney.None);
        await Assert.ThrowsAsync<AcmeProblemException>(() => client.GetAccountAsync(journey.Signer, AcmeJourney.None));
        var ended = await client.DeactivateAccountAsync(signer, AcmeJourney.None);
        var after = await Assert.ThrowsAsync<AcmeProblemException>(() => client.GetAccountAsync(signer, AcmeJourney.None));

        Assert.Equal(account.Address, found.Address);
        Assert.Equal(["mailto:other@example.com"], changed.Contacts);
        Assert.Equal(AcmeStatus.Valid, read.Status);
        Assert.Equal(AcmeStatus.Deactivated, ended.Status);
        Assert.Equal("unauthorized", after.Problem.Code);
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_not_made_by_asking_for_it()
    {
        using var pebble = new PebbleServer();
        using var journey = Journey(pebble);

        var e = await Assert.ThrowsAsync<AcmeProblemException>(
            () => journey.Client.NewAccountAsync(journey.AccountKey, new AcmeAccountRequest { OnlyReturnExisting = true }, AcmeJourney.None));

        Assert.Equal("AcmeAccountDoesNotExist", e.ErrorId);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 1)]
    [InlineData(false, null)]
    public async Task A_certificate_is_revoked_by_its_account_and_by_its_key(bool byAccount, int? reason)
    {
        using var pebble = new PebbleServer(new PebbleOptions { AlwaysValid = true });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        var leaf = (await journey.IssueAsync("www.example.com"))[0][0];

        Task RevokeAsync() => byAccount
            ? journey.Client.RevokeAsync(journey.Signer, leaf, reason, AcmeJourney.None)
            : journey.Client.RevokeByKeyAsync(journey.CertificateKey, leaf, reason, AcmeJourney.None);
        await RevokeAsync();
        var again = await Assert.ThrowsAsync<AcmeProblemException>(RevokeAsync);

        using var certificate = X509CertificateLoader.LoadCertificate(leaf);
        Assert.Equal(("Revoked", reason ?? 0), await pebble.StatusAsync(certificate) is var (status, given) ? (status, given ?? 0) : default);
        Assert.Equal("AcmeAlreadyRevoked", again.ErrorId);
    }

    [Fact]
    public async Task All_pages_of_the_orders_are_listed()
    {
        using var pebble = new PebbleServer(new PebbleOptions { OrdersPerPage = 2 });
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        var orders = new List<Uri>();
        for (var i = 0; i < 5; i++) orders.Add((await journey.OrderAsync($"www{i}.example.com")).Address);

        var listed = await journey.Client.ListOrdersAsync(journey.Signer, AcmeJourney.None);

        Assert.Equal(orders.Order(Comparer<Uri>.Create((a, b) => string.CompareOrdinal(a.AbsoluteUri, b.AbsoluteUri))), listed.OrderBy(uri => uri.AbsoluteUri, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failed_challenge_says_why_and_for_which_name()
    {
        using var pebble = new PebbleServer();
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        var order = await journey.OrderAsync("www.example.com");

        // Nothing listens where Pebble looks.
        await journey.ProveAsync(order);

        var authorization = await journey.Client.GetAuthorizationAsync(journey.Signer, order.Authorizations[0], AcmeJourney.None);
        var challenge = Assert.Single(authorization.Challenges, c => c.Error is not null);
        Assert.Equal(AcmeStatus.Invalid, authorization.Status);
        Assert.Equal("connection", challenge.Error!.Code);
        Assert.Equal(AcmeStatus.Invalid, (await journey.Client.GetOrderAsync(journey.Signer, order.Address, AcmeJourney.None)).Status);
    }

    [Fact]
    public async Task An_authorization_is_given_up()
    {
        using var pebble = new PebbleServer();
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        var order = await journey.OrderAsync("www.example.com");

        var authorization = await journey.Client.DeactivateAuthorizationAsync(journey.Signer, order.Authorizations[0], AcmeJourney.None);

        Assert.Equal(AcmeStatus.Deactivated, authorization.Status);
    }

    [Fact]
    public async Task A_wildcard_is_proved_by_dns()
    {
        using var pebble = new PebbleServer();
        using var journey = Journey(pebble);
        await journey.RegisterAsync();
        var thumbprint = journey.Connector.Thumbprint(journey.AccountKey);
        journey.Present = (authorization, challenge) =>
        {
            Assert.True(authorization.Wildcard);
            var digest = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{challenge.Token}.{thumbprint}"));
            return pebble.Challenges.SetTxtAsync($"_acme-challenge.{authorization.Identifier.Value}", Base64Url.Encode(digest));
        };
        var order = await journey.OrderAsync("*.example.com");

        await journey.ProveAsync(order, AcmeChallenge.Dns01);
        var valid = await journey.FinalizeAsync(order);

        Assert.Equal(AcmeStatus.Valid, valid.Status);
    }

    [Fact]
    public async Task A_server_under_another_root_is_not_trusted()
    {
        using var pebble = new PebbleServer();
        using var other = new TestTlsRoot();
        using var journey = new AcmeJourney(pebble.Directory, other.Root.RawData);
        using var bare = new AcmeConnector(new Infrastructure.SystemClock()).Connect(new Ports.AcmeEndpoint(pebble.Directory));

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());
        var without = await Assert.ThrowsAsync<SslToolsException>(() => bare.GetDirectoryAsync(AcmeJourney.None));

        Assert.Equal("AcmeUntrusted", e.ErrorId);
        Assert.Equal("AcmeUntrusted", without.ErrorId);
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var pebble = new PebbleServer();
        using var journey = Journey(pebble);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journey.Client.GetDirectoryAsync(new System.Threading.CancellationToken(true)));
    }

    private static AcmeJourney Journey(PebbleServer pebble)
    {
        var journey = new AcmeJourney(pebble.Directory, pebble.Root);
        var thumbprint = new Lazy<string>(() => journey.Connector.Thumbprint(journey.AccountKey));
        if (pebble.AnswersChallenges) journey.Present = (_, challenge) => pebble.Challenges.AddHttp01Async(challenge.Token, $"{challenge.Token}.{thumbprint.Value}");
        return journey;
    }
}
