using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Acme;
using SslTools.Engine.Cryptography;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme;

/// <summary>What a CA, or what stands before it, can do wrong; and what this one can that Pebble can't.</summary>
public class HostileServerTests
{
    private static readonly CertificateReader Reader = new();

    private readonly StoppedClock _clock = new();

    // Each way to issue, so that a fault at any step is met.
    public static TheoryData<AcmeStep> Steps =>
    [
        AcmeStep.Directory, AcmeStep.NewNonce, AcmeStep.NewAccount, AcmeStep.Order, AcmeStep.Authorization, AcmeStep.Challenge, AcmeStep.Finalize,
        AcmeStep.Certificate, AcmeStep.AlternateCertificate,
    ];

    [Fact]
    public async Task A_certificate_needs_ten_requests_at_a_friendly_server()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var before = server.Requests.Count;

        var order = await journey.OrderAsync("www.example.com");
        await journey.ProveAsync(order);
        var valid = await journey.FinalizeAsync(order);
        var chains = await journey.Client.DownloadAsync(journey.Signer, valid.Certificate!, true, AcmeJourney.None);

        Assert.True(Reader.KeyMatches(chains[0][0], journey.CertificateKey));
        // Order, authorization, answer, authorization, order, finalize, order, certificate; no nonce is asked for.
        Assert.Equal(8, server.Requests.Count - before);
        Assert.Equal(1, server.Count(AcmeStep.NewNonce));
        Assert.Equal(1, server.Count(AcmeStep.Directory));
        Assert.Empty(_clock.Waits);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_connection_that_breaks_before_the_effect_does_not_matter(AcmeStep step) => await IssueOnceAsync(AcmeFault.DropBefore(step, 2));

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_connection_that_breaks_after_the_effect_does_not_matter(AcmeStep step) => await IssueOnceAsync(AcmeFault.DropAfter(step, 2));

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_connection_that_breaks_in_an_answer_does_not_matter(AcmeStep step)
    {
        // A HEAD has no body.
        if (step != AcmeStep.NewNonce) await IssueOnceAsync(AcmeFault.DropInBody(step, 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_is_never_sent_twice(bool afterwards)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(afterwards ? AcmeFault.DropAfter(AcmeStep.NewOrder) : AcmeFault.DropBefore(AcmeStep.NewOrder));

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.OrderAsync("www.example.com"));

        Assert.Equal("AcmeUnreachable", e.ErrorId);
        Assert.Equal(1, server.Count(AcmeStep.NewOrder));
        Assert.Equal(afterwards ? 1 : 0, server.Orders.Count);
    }

    [Fact]
    public async Task A_server_that_always_breaks_off_is_given_up()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = Journey(server);
        server.Faults.Add(AcmeFault.DropBefore(null, AcmeFault.Always));

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());

        Assert.Equal("AcmeUnreachable", e.ErrorId);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_unreachable()
    {
        var server = await AcmeTestServer.StartAsync();
        using var journey = Journey(server);
        await server.DisposeAsync();

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());

        Assert.Equal("AcmeUnreachable", e.ErrorId);
    }

    [Theory]
    [InlineData(AcmeStep.NewOrder, 429)]
    [InlineData(AcmeStep.NewOrder, 503)]
    [InlineData(AcmeStep.Directory, 503)]
    [InlineData(AcmeStep.NewNonce, 429)]
    [InlineData(AcmeStep.Finalize, 503)]
    [InlineData(AcmeStep.Certificate, 429)]
    public async Task A_busy_server_is_waited_for_as_long_as_it_asks(AcmeStep step, int status)
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.Busy(step, status, "7"), AcmeFault.Busy(step, status, AcmeFault.Date(server.Clock.Now.AddSeconds(20))));
        using var journey = await RegisteredAsync(server);

        await journey.IssueAsync("www.example.com");

        Assert.Equal(2, _clock.Waits.Count);
        Assert.Equal(TimeSpan.FromSeconds(7), _clock.Waits[0]);
        Assert.InRange(_clock.Waits[1].TotalSeconds, 15, 20);
        Assert.Single(server.Orders);
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    public async Task A_date_is_understood_though_the_clocks_differ(int days)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(days));
        server.Faults.Add(AcmeFault.Busy(AcmeStep.NewOrder, 503, AcmeFault.Date(server.Clock.Now.AddSeconds(30))));

        await journey.OrderAsync("www.example.com");

        Assert.InRange(Assert.Single(_clock.Waits).TotalSeconds, 25, 30);
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("99999999999999999999")]
    [InlineData("soon")]
    [InlineData(null)]
    public async Task A_long_wait_is_the_callers(string? retryAfter)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(AcmeFault.Busy(AcmeStep.NewOrder, 429, retryAfter, AcmeFault.Always));

        var e = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.OrderAsync("www.example.com"));

        Assert.Equal("AcmeRateLimited", e.ErrorId);
        Assert.Equal(retryAfter == "3600" ? TimeSpan.FromHours(1) : null, e.RetryAfter);
        Assert.Empty(_clock.Waits);
        Assert.Equal(1, server.Count(AcmeStep.NewOrder));
    }

    [Theory]
    [InlineData("30", 4)]
    [InlineData("0", 10)]
    public async Task A_server_that_is_always_busy_is_given_up(string retryAfter, int waits)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(AcmeFault.Busy(AcmeStep.NewOrder, 503, retryAfter, AcmeFault.Always));

        await Assert.ThrowsAsync<AcmeProblemException>(() => journey.OrderAsync("www.example.com"));

        Assert.Equal(waits, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_rate_limit_says_when_it_ends()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions
        {
            Now = () => _clock.UtcNow,
            CertificatesPerSet = new RateLimit(2, TimeSpan.FromDays(7)),
        });
        using var journey = await RegisteredAsync(server);
        await journey.IssueAsync("www.example.com");
        await journey.IssueAsync("www.example.com");

        var e = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.OrderAsync("www.example.com"));
        server.Clock.Advance(TimeSpan.FromDays(8));
        await journey.IssueAsync("www.example.com");

        Assert.InRange(e.RetryAfter!.Value.TotalDays, 6.9, 7);
        Assert.Contains("too many certificates for exactly www.example.com", e.Message);
    }

    [Theory]
    [InlineData(AcmeStep.Directory)]
    [InlineData(AcmeStep.NewAccount)]
    [InlineData(AcmeStep.NewOrder)]
    [InlineData(AcmeStep.Authorization)]
    [InlineData(AcmeStep.Certificate)]
    public async Task An_answer_that_is_too_large_or_cut_or_something_else_is_refused(AcmeStep step)
    {
        foreach (var fault in new[] { AcmeFault.Truncate(step), AcmeFault.Oversize(step, 2_000_000), AcmeFault.Body(step, "<html>Welcome</html>"), AcmeFault.Body(step, "") })
        {
            await using var server = await AcmeTestServer.StartAsync();
            using var journey = Journey(server);
            server.Faults.Add(fault);

            var e = await Assert.ThrowsAsync<SslToolsException>(async () =>
            {
                await journey.RegisterAsync();
                await journey.IssueAsync("www.example.com");
            });

            Assert.Equal("AcmeBadAnswer", e.ErrorId);
        }
    }

    [Fact]
    public async Task Deep_json_is_refused()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = Journey(server);
        server.Faults.Add(AcmeFault.Body(AcmeStep.Directory, string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000)));

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("")]
    public async Task A_wrong_media_type_does_not_matter_where_the_content_is_right(string type) =>
        await IssueOnceAsync(AcmeFault.ContentType(null, type, AcmeFault.Always));

    [Fact]
    public async Task A_problem_is_read_whatever_its_media_type()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions
        {
            RejectedNames = new Dictionary<string, ServerProblem>
            {
                ["bad.example.com"] = new("rejectedIdentifier", "it is on a list"),
                ["worse.example.com"] = new("caa", "CAA forbids it"),
            },
        });
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(AcmeFault.ContentType(AcmeStep.NewOrder, "text/plain"));

        var e = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.OrderAsync("www.example.com", "bad.example.com", "worse.example.com"));

        Assert.Equal("AcmeRejectedIdentifier", e.ErrorId);
        Assert.Equal(["bad.example.com", "worse.example.com"], e.Problem.Subproblems.Select(sub => sub.Identifier!.Value));
        Assert.Equal(["rejectedIdentifier", "caa"], e.Problem.Subproblems.Select(sub => sub.Code));
        Assert.Contains("worse.example.com: CAA forbids it", e.Message);
    }

    [Fact]
    public async Task An_error_page_of_a_proxy_is_no_problem_of_the_ca()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(AcmeFault.Busy(AcmeStep.NewOrder, 502, null), AcmeFault.Busy(AcmeStep.Order, 502, null, 2), AcmeFault.Busy(AcmeStep.Authorization, 403, null));

        var order = await Assert.ThrowsAsync<SslToolsException>(() => journey.OrderAsync("www.example.com"));
        var made = await journey.OrderAsync("www.example.com");
        var read = await journey.Client.GetOrderAsync(journey.Signer, made.Address, AcmeJourney.None);
        var forbidden = await Assert.ThrowsAsync<SslToolsException>(() => journey.ProveAsync(made));

        Assert.Equal("AcmeUnreachable", order.ErrorId);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], _clock.Waits);
        Assert.Equal(AcmeStatus.Pending, read.Status);
        Assert.Equal("AcmeBadAnswer", forbidden.ErrorId);
    }

    [Fact]
    public async Task Nonces_that_never_come_are_asked_for()
    {
        await using var server = await AcmeTestServer.StartAsync();
        foreach (var step in Enum.GetValues<AcmeStep>().Where(step => step != AcmeStep.NewNonce)) server.Faults.Add(AcmeFault.WithoutNonce(step, AcmeFault.Always));
        using var journey = await RegisteredAsync(server);

        await journey.IssueAsync("www.example.com");

        Assert.Equal(server.Requests.Count - 1, server.Count(AcmeStep.NewNonce) * 2);
    }

    [Fact]
    public async Task A_server_without_nonces_is_refused()
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.Edit(AcmeStep.NewNonce, answer => answer.Headers["Replay-Nonce"] = "not base64url!"));
        using var journey = Journey(server);

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
    }

    [Fact]
    public async Task A_server_that_refuses_every_nonce_is_given_up()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(AcmeFault.Problem(AcmeStep.NewOrder, new ServerProblem("badNonce", "no", 400), AcmeFault.Always));

        var e = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.OrderAsync("www.example.com"));

        Assert.Equal("AcmeBadNonce", e.ErrorId);
        Assert.Equal(201, server.Count(AcmeStep.NewOrder));
    }

    [Theory]
    [InlineData(AcmeStep.Directory)]
    [InlineData(AcmeStep.NewNonce)]
    [InlineData(AcmeStep.NewAccount)]
    [InlineData(AcmeStep.RenewalInfo)]
    public async Task A_redirect_loop_ends(AcmeStep step)
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.Redirect(step));
        using var journey = Journey(server);

        var e = await Assert.ThrowsAsync<SslToolsException>(async () =>
        {
            await journey.RegisterAsync();
            await journey.Client.GetRenewalInfoAsync("a.b", AcmeJourney.None);
        });

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
        // A signed request is never sent elsewhere.
        Assert.Equal(step == AcmeStep.NewAccount ? 1 : 6, server.Count(step));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/dir")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_away_from_https_is_refused(string url)
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.Redirect(AcmeStep.Directory, url));
        using var journey = Journey(server);

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
    }

    [Fact]
    public async Task A_slow_drip_ends()
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.Drip(AcmeStep.Directory, TimeSpan.FromMilliseconds(20)));
        using var journey = new AcmeJourney(server.Directory, server.Root, _clock, new AcmeLimits { RequestTime = TimeSpan.FromSeconds(1) });

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.RegisterAsync());

        Assert.Equal("AcmeUnreachable", e.ErrorId);
        Assert.Contains("longer than 1 seconds", e.Message);
    }

    [Fact]
    public async Task A_slow_drip_is_cancelled()
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.Drip(AcmeStep.Directory, TimeSpan.FromMilliseconds(20)));
        using var journey = Journey(server);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journey.Client.GetDirectoryAsync(cancel.Token));
    }

    [Fact]
    public async Task Unknown_fields_types_and_states_are_tolerated()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { ChallengeTypes = ["carrier-pigeon-01", "http-01", "dns-persist-01"] });
        server.Faults.Add(
            AcmeFault.EditJson(AcmeStep.Order, json => json["status"] = "pondering"),
            AcmeFault.EditJson(
                AcmeStep.Authorization,
                json =>
                {
                    json["challenges"]![0]!["token"] = "../../etc/passwd";
                    ((JsonArray)json["challenges"]!).Add("nonsense");
                    ((JsonArray)json["challenges"]!).Add(new JsonObject { ["type"] = "bare" });
                    json["expires"] = 17;
                },
                AcmeFault.Always),
            AcmeFault.EditJson(AcmeStep.NewOrder, json => json["surprise"] = new JsonObject { ["a"] = 1 }, AcmeFault.Always));
        using var journey = await RegisteredAsync(server);
        var order = await journey.OrderAsync("www.example.com");

        var odd = await journey.Client.GetOrderAsync(journey.Signer, order.Address, AcmeJourney.None);
        var authorization = await journey.Client.GetAuthorizationAsync(journey.Signer, order.Authorizations[0], AcmeJourney.None);
        await journey.ProveAsync(order);

        Assert.Equal(AcmeStatus.Unknown, odd.Status);
        Assert.Equal(["carrier-pigeon-01", "http-01", "dns-persist-01"], authorization.Challenges.Select(challenge => challenge.Type));
        Assert.Equal("", authorization.Challenges[0].Token);
        Assert.Null(authorization.Expires);
        Assert.Equal(AcmeStatus.Valid, (await journey.FinalizeAsync(order)).Status);
    }

    [Theory]
    [InlineData("../../../../etc/cron.d/evil")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_token_that_is_not_base64url_is_refused(string token)
    {
        await using var server = await AcmeTestServer.StartAsync();
        server.Faults.Add(AcmeFault.EditJson(AcmeStep.Authorization, json => json["challenges"]![0]!["token"] = token));
        using var journey = await RegisteredAsync(server);
        var order = await journey.OrderAsync("www.example.com");

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.ProveAsync(order));

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
    }

    [Theory]
    [InlineData("https://elsewhere.example/order/1")]
    [InlineData("http://127.0.0.1/order/1")]
    [InlineData("/order/1")]
    [InlineData("file:///etc/passwd")]
    public async Task Urls_that_are_not_the_cas_are_refused(string url)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        foreach (var edit in new Action<JsonObject>[] { json => json["finalize"] = url, json => json["authorizations"]![0] = url })
        {
            server.Faults.Add(AcmeFault.EditJson(AcmeStep.NewOrder, edit));

            var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.OrderAsync("www.example.com"));

            Assert.Equal("AcmeBadAnswer", e.ErrorId);
        }
    }

    [Fact]
    public async Task Processing_is_a_normal_state()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { ProcessingPolls = 3, ValidationPolls = 2, PollSeconds = 5, HidesOrderUrl = true });
        using var journey = await RegisteredAsync(server);
        var order = await journey.OrderAsync("www.example.com");
        await journey.ProveAsync(order);
        var names = SubjectNames.Parse(["www.example.com"]);
        var request = AcmeJourney.Issuer.CreateRequest(new RequestTemplate { Names = names }, journey.CertificateKey);

        var finalized = await journey.Client.FinalizeAsync(journey.Signer, order, request, AcmeJourney.None);
        var states = new List<AcmeStatus>();
        for (var i = 0; i < 4; i++) states.Add((await journey.Client.GetOrderAsync(journey.Signer, finalized.Address, AcmeJourney.None)).Status);

        Assert.Equal(order.Address, finalized.Address);
        Assert.Equal(TimeSpan.FromSeconds(5), finalized.RetryAfter);
        Assert.Equal([AcmeStatus.Processing, AcmeStatus.Processing, AcmeStatus.Processing, AcmeStatus.Valid], states);
    }

    [Fact]
    public async Task An_invalid_order_tells_what_is_wrong_with_each_name()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var order = await journey.OrderAsync("a.example.com", "b.example.com");
        server.Orders[0].Error = new ServerProblem("compound", "both are wrong")
        {
            Subproblems = [("a.example.com", new("dns", "NXDOMAIN")), ("b.example.com", new("connection", "refused"))],
        };

        var invalid = await journey.Client.GetOrderAsync(journey.Signer, order.Address, AcmeJourney.None);

        Assert.Equal(AcmeStatus.Invalid, invalid.Status);
        Assert.Equal([("a.example.com", "dns", "NXDOMAIN"), ("b.example.com", "connection", "refused")], invalid.Error!.Subproblems.Select(sub => (sub.Identifier!.Value, sub.Code, sub.Detail)));
    }

    [Fact]
    public async Task A_chain_of_another_leaf_does_not_match_the_key()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var mine = await journey.IssueAsync("www.example.com");
        using var other = new AcmeJourney(server.Directory, server.Root, _clock);
        await other.RegisterAsync();
        server.Faults.Add(AcmeFault.Edit(AcmeStep.Certificate, answer => answer.Body = System.Text.Encoding.ASCII.GetBytes(server.Authority.Chain(server.Certificates[0].Leaf))));

        var theirs = await other.IssueAsync("www.example.com");

        Assert.Equal(mine[0][0], theirs[0][0]);
        Assert.False(Reader.KeyMatches(theirs[0][0], other.CertificateKey));
    }

    [Fact]
    public async Task A_chain_without_end_is_refused()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { ChainLength = 12 });
        using var journey = await RegisteredAsync(server);

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.IssueAsync("www.example.com"));

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
    }

    [Fact]
    public async Task Alternates_are_bounded()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { AlternateRoots = 14 });
        using var journey = await RegisteredAsync(server);

        var chains = await journey.IssueAsync("www.example.com");

        Assert.Equal(11, chains.Count);
        Assert.Equal(11, chains.Select(chain => Convert.ToHexString(chain[1])).Distinct().Count());
    }

    [Fact]
    public async Task Profiles_are_read_and_asked_for()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var directory = await journey.Client.GetDirectoryAsync(AcmeJourney.None);

        var order = await journey.OrderAsync(new AcmeOrderRequest(AcmeJourney.Identifiers("www.example.com")) { Profile = "shortlived" });
        await journey.ProveAsync(order);
        var valid = await journey.FinalizeAsync(order);
        var leaf = Reader.Describe((await journey.Client.DownloadAsync(journey.Signer, valid.Certificate!, false, AcmeJourney.None))[0][0]);
        var e = await Assert.ThrowsAsync<AcmeProblemException>(
            () => journey.OrderAsync(new AcmeOrderRequest(AcmeJourney.Identifiers("www.example.com")) { Profile = "platinum" }));

        Assert.Equal(["classic", "shortlived"], directory.Profiles.Keys.Order());
        Assert.Equal(160, Math.Round((leaf.NotAfter - leaf.NotBefore).TotalHours));
        Assert.Equal("AcmeInvalidProfile", e.ErrorId);
    }

    [Fact]
    public async Task Renewal_information_is_read()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var chains = await journey.IssueAsync("www.example.com");
        var id = AcmeCertId.Of(Reader.Describe(chains[0][0]))!;

        var first = await journey.Client.GetRenewalInfoAsync(id, AcmeJourney.None);
        var start = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        server.Certificates[0].Window = (start, start.AddHours(1));
        var moved = await journey.Client.GetRenewalInfoAsync(id, AcmeJourney.None);
        var unknown = await journey.Client.GetRenewalInfoAsync("AQ.AQ", AcmeJourney.None);

        Assert.True(first!.WindowEnd > first.WindowStart);
        Assert.Equal(TimeSpan.FromHours(6), first.RetryAfter);
        Assert.Equal(new Uri("https://ca.example/why"), first.Explanation);
        Assert.Equal((start, start.AddHours(1)), (moved!.WindowStart, moved.WindowEnd));
        Assert.Null(unknown);
    }

    [Theory]
    [InlineData("2027-01-02T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("tomorrow", "2027-01-01T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z", null)]
    public async Task A_window_that_is_nonsense_is_refused(string start, string? end)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var id = AcmeCertId.Of(Reader.Describe((await journey.IssueAsync("www.example.com"))[0][0]))!;
        server.Faults.Add(AcmeFault.EditJson(AcmeStep.RenewalInfo, json => json["suggestedWindow"] = new JsonObject { ["start"] = start, ["end"] = end }));

        var e = await Assert.ThrowsAsync<SslToolsException>(() => journey.Client.GetRenewalInfoAsync(id, AcmeJourney.None));

        Assert.Equal("AcmeBadAnswer", e.ErrorId);
    }

    [Fact]
    public async Task A_server_without_renewal_information_is_not_asked()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { HasRenewalInfo = false });
        using var journey = Journey(server);

        Assert.Null(await journey.Client.GetRenewalInfoAsync("a.b", AcmeJourney.None));
        Assert.Equal(0, server.Count(AcmeStep.RenewalInfo));
    }

    [Fact]
    public async Task An_order_says_which_certificate_it_replaces()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var id = AcmeCertId.Of(Reader.Describe((await journey.IssueAsync("www.example.com"))[0][0]))!;
        var request = new AcmeOrderRequest(AcmeJourney.Identifiers("www.example.com")) { Replaces = id };

        var order = await journey.OrderAsync(request);
        await journey.ProveAsync(order);
        await journey.FinalizeAsync(order);
        var again = await Assert.ThrowsAsync<AcmeProblemException>(() => journey.OrderAsync(request));

        Assert.Equal(id, server.Orders[1].Replaces);
        Assert.Equal("AcmeAlreadyReplaced", again.ErrorId);
    }

    [Fact]
    public async Task Replaces_may_be_refused()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { RefusesReplaces = true });
        using var journey = await RegisteredAsync(server);

        var e = await Assert.ThrowsAsync<AcmeProblemException>(
            () => journey.OrderAsync(new AcmeOrderRequest(AcmeJourney.Identifiers("www.example.com")) { Replaces = "a.b" }));

        Assert.Equal("malformed", e.Problem.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_account_key_survives_a_broken_connection(bool afterwards)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        server.Faults.Add(afterwards ? AcmeFault.DropAfter(AcmeStep.KeyChange) : AcmeFault.DropBefore(AcmeStep.KeyChange));
        var key = AcmeJourney.Issuer.GenerateKey(SslKeyAlgorithm.P384);

        await journey.Client.ChangeKeyAsync(journey.Signer, key, AcmeJourney.None);

        var account = await journey.Client.GetAccountAsync(new AcmeSigner(key, journey.Signer.Account), AcmeJourney.None);
        Assert.Equal(AcmeStatus.Valid, account.Status);
        Assert.Single(server.Accounts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revocations_and_deactivations_survive_a_broken_connection(bool afterwards)
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);
        var leaf = (await journey.IssueAsync("www.example.com"))[0][0];
        var order = await journey.OrderAsync("other.example.com");
        foreach (var step in new[] { AcmeStep.RevokeCert, AcmeStep.Account, AcmeStep.Authorization })
            server.Faults.Add(afterwards ? AcmeFault.DropAfter(step) : AcmeFault.DropBefore(step));

        await journey.Client.RevokeAsync(journey.Signer, leaf, 1, AcmeJourney.None);
        var authorization = await journey.Client.DeactivateAuthorizationAsync(journey.Signer, order.Authorizations[0], AcmeJourney.None);
        var account = await journey.Client.DeactivateAccountAsync(journey.Signer, AcmeJourney.None);

        Assert.Equal(1, server.Certificates[0].RevocationReason);
        Assert.Equal(AcmeStatus.Deactivated, authorization.Status);
        Assert.Equal(AcmeStatus.Deactivated, account.Status);
        Assert.Equal("deactivated", server.Accounts[0].Status);
    }

    [Fact]
    public async Task External_accounts_are_bound()
    {
        var key = new byte[32];
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { ExternalAccounts = new Dictionary<string, byte[]> { ["kid-1"] = key } });
        using var journey = Journey(server);

        await journey.RegisterAsync(new AcmeExternalAccount("kid-1", key));

        Assert.Single(server.Accounts);
    }

    [Fact]
    public async Task Many_tasks_share_a_client()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var journey = await RegisteredAsync(server);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => journey.IssueAsync($"www{i}.example.com")));

        Assert.Equal(20, all.Select(chains => Convert.ToHexString(chains[0][0])).Distinct().Count());
        Assert.Equal(1, server.Count(AcmeStep.Directory));
        Assert.Equal(20, server.Orders.Count);
    }

    [Fact]
    public void An_address_that_is_not_https_is_refused()
    {
        var connector = new AcmeConnector(_clock);

        var e = Assert.Throws<SslToolsException>(() => connector.Connect(new Ports.AcmeEndpoint(new Uri("http://127.0.0.1/dir"))));

        Assert.Equal("AcmeAddress", e.ErrorId);
    }

    // One order, one certificate, whatever the fault.
    private async Task IssueOnceAsync(AcmeFault fault)
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { AlternateRoots = 1 });
        server.Faults.Add(fault);
        using var journey = await RegisteredAsync(server);

        var chains = await journey.IssueAsync("www.example.com", "192.0.2.1");

        Assert.Equal(2, chains.Count);
        Assert.True(Reader.KeyMatches(chains[0][0], journey.CertificateKey));
        Assert.Single(server.Accounts);
        Assert.Single(server.Orders);
        Assert.Single(server.Certificates);
    }

    private AcmeJourney Journey(AcmeTestServer server) => new(server.Directory, server.Root, _clock);

    private async Task<AcmeJourney> RegisteredAsync(AcmeTestServer server)
    {
        var journey = Journey(server);
        await journey.RegisterAsync();
        return journey;
    }
}
