using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>A CA in trouble, and names that fail: nothing half-done, no order wasted, no certificate lost.</summary>
public class TroubleTests
{
    private static readonly ServerProblem NotFound = new("unauthorized", "404 at www.example.com");

    [Fact]
    public async Task A_name_that_fails_is_named_with_the_CAs_words_and_the_order_is_forgotten()
    {
        await using var fixture = await Failing("bad.example.com");

        var error = await fixture.FailAsync(fixture.Options("good.example.com", "bad.example.com"));

        Assert.Equal("AcmeValidationFailed", error.ErrorId);
        Assert.Contains("'bad.example.com' (404 at www.example.com)", error.Message);
        Assert.DoesNotContain("good.example.com", error.Message);
        Assert.Equal("bad.example.com", error.Target);
        Assert.Contains("-Preflight", error.RecommendedAction);
        Assert.Empty(await fixture.PendingOrdersAsync());
        Assert.Null(await fixture.StoredAsync("good.example.com"));
    }

    [Fact]
    public async Task Many_names_that_fail_make_no_wall_of_text()
    {
        var names = Enumerable.Range(1, 12).Select(i => $"bad{i}.example.com").ToArray();
        var problem = new ServerProblem("unauthorized", "http://bad.example.com/.well-known/acme-challenge/MBznd9j3iwQB6z4HU5_kaZ8AVSWB3IujrTSXW2Qh0a8: 404");
        await using var fixture = await RequestFixture.StartAsync(options => options with { FailedNames = names.ToDictionary(name => name, _ => problem) });

        var error = await fixture.FailAsync(fixture.Options(names));

        Assert.Contains("(http://bad.example.com/.well-known/acme-challenge/…: 404)", error.Message);
        Assert.EndsWith("; and 7 more.", error.Message);
        Assert.Equal(12, Assert.IsAssignableFrom<IReadOnlyList<SkippedName>>(error.Target).Count);
    }

    [Fact]
    public async Task Failed_names_are_left_out_when_asked_for_and_reported()
    {
        await using var fixture = await Failing("bad.example.com", reuse: true);

        var certificate = await fixture.RequestAsync(
            fixture.Options("good.example.com", "bad.example.com", "fine.example.com") with { SkipFailedNames = true });

        Assert.Equal(["good.example.com", "fine.example.com"], certificate.DnsNames);
        Assert.Equal(["bad.example.com: 404 at www.example.com"], certificate.SkippedNames.Select(name => name.ToString()));
        Assert.Contains(fixture.Warnings, warning => warning.Contains("'bad.example.com' is left out"));
        Assert.Equal(2, fixture.Server.Orders.Count);
    }

    [Fact]
    public async Task All_names_failed_is_an_error_all_the_same()
    {
        await using var fixture = await Failing("bad.example.com");

        Assert.Equal("AcmeValidationFailed", (await fixture.FailAsync(fixture.Options("bad.example.com") with { SkipFailedNames = true })).ErrorId);
    }

    [Fact]
    public async Task Names_that_the_CA_does_not_even_take_are_left_out_too()
    {
        var refused = new Dictionary<string, ServerProblem> { ["evil.example.com"] = new("rejectedIdentifier", "policy forbids issuing for it", 400) };
        await using var fixture = await RequestFixture.StartAsync(options => options with { RejectedNames = refused });

        var error = await fixture.FailAsync(fixture.Options("good.example.com", "evil.example.com"));
        var certificate = await fixture.RequestAsync(fixture.Options("good.example.com", "evil.example.com") with { SkipFailedNames = true });

        Assert.Equal("AcmeRejectedIdentifier", error.ErrorId);
        Assert.Contains("evil.example.com: policy forbids issuing for it", error.Message);
        Assert.Equal(["good.example.com"], certificate.DnsNames);
    }

    [Theory]
    [InlineData(AcmeStep.Directory)]
    [InlineData(AcmeStep.NewNonce)]
    [InlineData(AcmeStep.NewAccount)]
    [InlineData(AcmeStep.NewOrder)]
    [InlineData(AcmeStep.Authorization)]
    [InlineData(AcmeStep.Challenge)]
    [InlineData(AcmeStep.Order)]
    [InlineData(AcmeStep.Finalize)]
    [InlineData(AcmeStep.Certificate)]
    [InlineData(AcmeStep.RenewalInfo)]
    public async Task A_connection_that_breaks_before_or_after_any_step_costs_no_second_order(AcmeStep step)
    {
        foreach (var fault in new[] { AcmeFault.DropBefore(step), AcmeFault.DropAfter(step), AcmeFault.DropInBody(step) })
        {
            await using var fixture = await RequestFixture.StartAsync();
            fixture.Server.Faults.Add(fault);
            var options = fixture.Options("www.example.com");
            SslCertificate? certificate = null;
            for (var run = 0; certificate is null && run < 4; run++)
            {
                try
                {
                    certificate = await fixture.RequestAsync(options);
                }
                catch (SslToolsException e)
                {
                    Assert.Equal("AcmeUnreachable", e.ErrorId);
                }
            }

            Assert.NotNull(certificate);
            Assert.Single(fixture.Server.Orders);
            Assert.Single(fixture.Server.Accounts);
            Assert.Empty(await fixture.PendingOrdersAsync());
        }
    }

    [Theory]
    [InlineData(AcmeStep.NewOrder)]
    [InlineData(AcmeStep.Authorization)]
    [InlineData(AcmeStep.Order)]
    [InlineData(AcmeStep.Finalize)]
    [InlineData(AcmeStep.Certificate)]
    public async Task A_truncated_answer_is_an_error_and_the_next_run_goes_on_with_the_same_order(AcmeStep step)
    {
        await using var fixture = await RequestFixture.StartAsync();
        fixture.Server.Faults.Add(AcmeFault.Truncate(step));

        var error = await fixture.FailAsync(fixture.Options("www.example.com"));
        await fixture.RequestAsync(fixture.Options("www.example.com"));

        Assert.Equal("AcmeBadAnswer", error.ErrorId);
        Assert.Single(fixture.Server.Orders);
        Assert.Equal(1, (await fixture.StoredAsync("www.example.com"))!.Version);
    }

    [Fact]
    public async Task A_rate_limit_is_obeyed_without_asking_again()
    {
        await using var fixture = await RequestFixture.StartAsync();
        fixture.Server.Faults.Add(AcmeFault.Problem(
            AcmeStep.NewOrder, new ServerProblem("rateLimited", "too many certificates already issued", 429) { RetryAfter = TimeSpan.FromHours(5) }));

        var first = await fixture.FailAsync(fixture.Options("www.example.com"));
        var second = await fixture.FailAsync(fixture.Options("www.example.com"));

        Assert.Equal("AcmeRateLimited", first.ErrorId);
        Assert.Contains("Wait 5 hours", first.RecommendedAction);
        Assert.Equal("AcmeRateLimitForeseen", second.ErrorId);
        Assert.Equal(1, fixture.Server.Count(AcmeStep.NewOrder));
        fixture.Server.Clock.Advance(TimeSpan.FromHours(6));
        await fixture.RequestAsync(fixture.Options("www.example.com"));
    }

    [Fact]
    public async Task The_second_CA_is_used_when_the_first_is_down_and_the_user_is_told()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await using var down = await AcmeTestServer.StartAsync();
        down.Faults.Add(AcmeFault.Busy(null, 503, null, AcmeFault.Always));
        var options = fixture.Options("www.example.com");
        options = options with
        {
            Servers = [AcmeServer.Parse(down.Directory.AbsoluteUri), options.Servers[0]],
            Account = options.Account with { TrustedRoots = [fixture.Server.Root, down.Root] },
        };

        var certificate = await fixture.RequestAsync(options);

        Assert.Equal(fixture.Server.Directory.AbsoluteUri, (await fixture.RenewalAsync(certificate.Name, certificate.Version))!.IssuedBy);
        Assert.Contains(fixture.Warnings, warning => warning.Contains($"Trying {fixture.Server.Directory.Authority} instead"));
    }

    [Fact]
    public async Task When_every_CA_fails_each_is_named()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await using var other = await AcmeTestServer.StartAsync();
        foreach (var server in new[] { fixture.Server, other }) server.Faults.Add(AcmeFault.Busy(null, 503, null, AcmeFault.Always));
        var options = fixture.Options("www.example.com");
        options = options with
        {
            Servers = [options.Servers[0], AcmeServer.Parse(other.Directory.AbsoluteUri)],
            Account = options.Account with { TrustedRoots = [fixture.Server.Root, other.Root] },
        };

        var error = await fixture.FailAsync(options);

        Assert.Equal("AllAcmeServersFailed", error.ErrorId);
        Assert.Contains(fixture.Server.Directory.Authority, error.Message);
        Assert.Contains(other.Directory.Authority, error.Message);
    }

    [Fact]
    public async Task A_failed_name_is_no_reason_to_bother_another_CA()
    {
        await using var fixture = await Failing("bad.example.com");
        await using var other = await AcmeTestServer.StartAsync();
        var options = fixture.Options("bad.example.com");

        var error = await fixture.FailAsync(options with { Servers = [options.Servers[0], AcmeServer.Parse(other.Directory.AbsoluteUri)] });

        Assert.Equal("AcmeValidationFailed", error.ErrorId);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_not_kept()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await using var other = await RequestFixture.StartAsync();
        var foreign = await other.RequestAsync(other.Options("www.example.com"));
        var pem = await System.IO.File.ReadAllTextAsync(foreign.FullChainPath!);
        fixture.Server.Faults.Add(AcmeFault.Body(AcmeStep.Certificate, pem));

        var error = await fixture.FailAsync(fixture.Options("www.example.com"));

        Assert.Equal("AcmeWrongCertificate", error.ErrorId);
        Assert.Null(await fixture.StoredAsync("www.example.com"));
        await fixture.RequestAsync(fixture.Options("www.example.com"));
    }

    [Fact]
    public async Task Waiting_ends_at_the_limit_and_the_next_run_goes_on()
    {
        await using var fixture = await RequestFixture.StartAsync(options => options with { ProcessingPolls = 6, PollSeconds = 20 });

        var error = await fixture.FailAsync(fixture.Options("www.example.com") with { Limit = TimeSpan.FromSeconds(45) });
        await fixture.RequestAsync(fixture.Options("www.example.com"));

        Assert.Equal("AcmeTimeout", error.ErrorId);
        Assert.Single(fixture.Server.Orders);
        Assert.Contains(TimeSpan.FromSeconds(20), fixture.Clock.Waits);
    }

    [Fact]
    public async Task Unknown_fields_types_and_states_do_not_disturb()
    {
        await using var fixture = await RequestFixture.StartAsync(
            options => options with { ChallengeTypes = ["quantum-01", "http-01", "dns-02"], ValidationPolls = 1 });
        fixture.Server.Faults.Add(AcmeFault.EditJson(AcmeStep.Order, json => json["status"] = "pondering"));
        fixture.Server.Faults.Add(AcmeFault.EditJson(null, json => json["surprise"] = new JsonArray(1, 2, new JsonObject()), 3));

        Assert.NotNull(await fixture.RequestAsync(fixture.Options("www.example.com")));
    }

    [Fact]
    public async Task A_CA_without_a_fitting_challenge_is_told_apart_from_a_failed_one()
    {
        await using var fixture = await RequestFixture.StartAsync(options => options with { ChallengeTypes = ["dns-01"] });

        var error = await fixture.FailAsync(fixture.Options("www.example.com"));

        Assert.Equal("NoChallengeFor", error.ErrorId);
        Assert.Contains("the CA takes dns-01, and what was given is http-01", error.Message);
        Assert.Equal(0, fixture.Server.Count(AcmeStep.Challenge));
    }

    private static Task<RequestFixture> Failing(string name, bool reuse = false) => RequestFixture.StartAsync(options => options with
    {
        FailedNames = new Dictionary<string, ServerProblem> { [name] = NotFound },
        AuthorizationReuse = reuse ? TimeSpan.FromHours(7) : TimeSpan.Zero,
    });
}
