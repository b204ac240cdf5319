using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SslTools.Services;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>What a scheduled Update-SslCertificate does, with the CA's clock moved.</summary>
public class RenewalTests
{
    [Fact]
    public async Task A_certificate_is_renewed_when_a_third_of_its_life_is_left_and_not_before()
    {
        await using var fixture = await RequestFixture.StartAsync(options => options with { HasRenewalInfo = false });
        var first = await fixture.RequestAsync(fixture.Options("www.example.com"));
        var lifetime = first.NotAfter - first.NotBefore;

        fixture.Server.Clock.Advance(first.NotBefore + (lifetime * 0.65) - fixture.Clock.UtcNow.UtcDateTime);
        var early = (await fixture.UpdateAsync()).Single();
        fixture.Server.Clock.Advance(lifetime * 0.03);
        var due = (await fixture.UpdateAsync()).Single();

        Assert.Equal(SslRenewalStatus.NotDue, early.Status);
        Assert.Equal(SslRenewalStatus.Renewed, due.Status);
        Assert.Equal(2, due.Certificate!.Version);
        Assert.True(due.NotAfter > first.NotAfter);
        Assert.False(fixture.Server.Orders[1].Replaces is not null);
    }

    [Fact]
    public async Task The_CAs_window_decides_and_it_is_told_what_is_replaced()
    {
        await using var fixture = await RequestFixture.StartAsync();
        var first = await fixture.RequestAsync(fixture.Options("www.example.com"));
        var record = (await fixture.RenewalAsync("www.example.com", 1))!;
        Assert.InRange(record.RenewalInfo!.RenewAt, record.RenewalInfo.WindowStart, record.RenewalInfo.WindowEnd);

        fixture.Server.Clock.Advance(record.RenewalInfo.RenewAt.AddSeconds(-60) - fixture.Clock.UtcNow.UtcDateTime);
        Assert.Equal(SslRenewalStatus.NotDue, (await fixture.UpdateAsync()).Single().Status);
        fixture.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        var result = (await fixture.UpdateAsync()).Single();

        Assert.Equal(SslRenewalStatus.Renewed, result.Status);
        Assert.Contains("the CA suggests", result.Reason);
        Assert.Equal(record.CertId, fixture.Server.Orders[1].Replaces);
        Assert.NotEqual(record.CertId, (await fixture.RenewalAsync("www.example.com", 2))!.RenewalInfo!.CertId);
        Assert.NotEqual(first.Thumbprint, result.Certificate!.Thumbprint);
    }

    [Fact]
    public async Task A_window_that_moves_to_the_past_renews_at_once_and_only_once()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await fixture.RequestAsync(fixture.Options("www.example.com"));
        var past = Window(fixture.Clock.UtcNow.AddDays(-2), fixture.Clock.UtcNow.AddDays(-1));
        fixture.Server.Faults.Add(AcmeFault.EditJson(AcmeStep.RenewalInfo, past));
        fixture.Server.Clock.Advance(TimeSpan.FromHours(13));

        Assert.Equal(SslRenewalStatus.Renewed, (await fixture.UpdateAsync()).Single().Status);
        Assert.Equal(SslRenewalStatus.NotDue, (await fixture.UpdateAsync()).Single().Status);
        Assert.Equal(2, fixture.Server.Orders.Count);
    }

    [Fact]
    public async Task The_moment_stays_while_the_window_does()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await fixture.RequestAsync(fixture.Options("www.example.com"));
        var chosen = (await fixture.RenewalAsync("www.example.com", 1))!.RenewalInfo!;

        for (var i = 0; i < 3; i++)
        {
            fixture.Server.Clock.Advance(TimeSpan.FromHours(13));
            await fixture.UpdateAsync();
        }

        var now = (await fixture.RenewalAsync("www.example.com", 1))!.RenewalInfo!;
        Assert.Equal(chosen.RenewAt, now.RenewAt);
        Assert.True(now.Asked > chosen.Asked);
        Assert.Equal(4, fixture.Server.Count(AcmeStep.RenewalInfo));
    }

    [Fact]
    public async Task The_CA_is_not_asked_more_often_than_it_wants()
    {
        await using var fixture = await RequestFixture.StartAsync();
        fixture.Server.Faults.Add(AcmeFault.Edit(AcmeStep.RenewalInfo, answer => answer.Headers["Retry-After"] = "7200", AcmeFault.Always));
        await fixture.RequestAsync(fixture.Options("www.example.com"));

        await fixture.UpdateAsync();
        await fixture.UpdateAsync();
        Assert.Equal(1, fixture.Server.Count(AcmeStep.RenewalInfo));
        fixture.Server.Clock.Advance(TimeSpan.FromHours(2.1));
        await fixture.UpdateAsync();
        Assert.Equal(2, fixture.Server.Count(AcmeStep.RenewalInfo));
    }

    [Fact]
    public async Task A_nonsensical_answer_leaves_the_rule_of_age()
    {
        await using var fixture = await RequestFixture.StartAsync();
        fixture.Server.Faults.Add(AcmeFault.EditJson(
            AcmeStep.RenewalInfo, Window(fixture.Clock.UtcNow.AddYears(80), fixture.Clock.UtcNow.AddYears(90)), AcmeFault.Always));
        var first = await fixture.RequestAsync(fixture.Options("www.example.com"));

        fixture.Server.Clock.Advance((first.NotAfter - first.NotBefore) * 0.7);

        Assert.Equal(SslRenewalStatus.Renewed, (await fixture.UpdateAsync()).Single().Status);
    }

    [Fact]
    public async Task Replaces_that_is_refused_is_left_out()
    {
        await using var fixture = await RequestFixture.StartAsync(options => options with { RefusesReplaces = true });
        await fixture.RequestAsync(fixture.Options("www.example.com"));

        Assert.Equal(SslRenewalStatus.Renewed, (await fixture.UpdateAsync(force: true)).Single().Status);
        Assert.Equal(3, fixture.Server.Count(AcmeStep.NewOrder));
    }

    [Fact]
    public async Task A_failed_renewal_keeps_the_certificate_and_backs_off()
    {
        var failed = new Dictionary<string, ServerProblem>();
        await using var fixture = await RequestFixture.StartAsync(options => options with { HasRenewalInfo = false, FailedNames = failed });
        var first = await fixture.RequestAsync(fixture.Options("www.example.com"));
        failed["www.example.com"] = new ServerProblem("connection", "no route to host");
        fixture.Server.Clock.Advance((first.NotAfter - first.NotBefore) * 0.7);

        var failure = (await fixture.UpdateAsync()).Single();
        var waiting = (await fixture.UpdateAsync()).Single();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(1.1));
        var again = (await fixture.UpdateAsync()).Single();

        Assert.Equal(SslRenewalStatus.Failed, failure.Status);
        Assert.Contains("no route to host", failure.Reason);
        Assert.Equal(SslRenewalStatus.Waiting, waiting.Status);
        Assert.Equal(SslRenewalStatus.Failed, again.Status);
        Assert.Equal(2, (await fixture.RenewalAsync("www.example.com", 1))!.Failures);
        Assert.Equal(first.Thumbprint, (await fixture.StoredAsync("www.example.com"))!.Thumbprint);

        failed.Clear();
        fixture.Server.Clock.Advance(TimeSpan.FromMinutes(10.1));
        Assert.Equal(SslRenewalStatus.Renewed, (await fixture.UpdateAsync()).Single().Status);
        Assert.Equal(0, (await fixture.RenewalAsync("www.example.com", 2))!.Failures);
    }

    [Fact]
    public async Task A_key_is_kept_or_changed_as_the_request_said()
    {
        await using var fixture = await RequestFixture.StartAsync();
        var kept = (await fixture.RequestAsync(fixture.Options("kept.example.com") with { ReuseKey = true })).GetBundle().PrivateKey!;
        var changed = (await fixture.RequestAsync(fixture.Options("changed.example.com"))).GetBundle().PrivateKey!;

        var results = await fixture.UpdateAsync(force: true);

        Assert.Equal(kept, results.Single(r => r.Name == "kept.example.com").Certificate!.GetBundle().PrivateKey);
        Assert.NotEqual(changed, results.Single(r => r.Name == "changed.example.com").Certificate!.GetBundle().PrivateKey);
    }

    [Fact]
    public async Task A_name_that_was_given_to_another_certificate_is_left_alone()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await fixture.RequestAsync(fixture.Options("www.example.com"));
        var service = new SelfSignedService(fixture.Engine, fixture.Store, fixture);
        var plan = await service.PlanAsync(new SelfSignedOptions { DnsNames = ["www.example.com"], Force = true }, default);
        await service.IssueAsync(plan, default);

        Assert.Empty(await fixture.UpdateAsync(force: true));
        Assert.Single(fixture.Server.Orders);
    }

    [Fact]
    public async Task A_removed_certificate_leaves_nothing_to_renew()
    {
        await using var fixture = await RequestFixture.StartAsync();
        await fixture.RequestAsync(fixture.Options("www.example.com"));

        var removal = new RemovalService(fixture.Engine, fixture.Store);
        await removal.RemoveAsync(await removal.PlanAsync("www.example.com", default), default);

        Assert.Empty(await fixture.UpdateAsync(force: true));
        Assert.Null(await fixture.Engine.OpenDocuments<AcmeRenewalRecord>(fixture.Store, AcmeRenewalRecord.Collection).FindAsync("www.example.com", default));
    }

    [Fact]
    public async Task A_revoked_certificate_is_revoked_where_it_came_from_and_renewed_only_when_asked_for()
    {
        await using var fixture = await RequestFixture.StartAsync(options => options with { HasRenewalInfo = false });
        var first = await fixture.RequestAsync(fixture.Options("www.example.com") with { ReuseKey = true });
        var service = new RevocationService(fixture.Engine, fixture.Store);
        await service.RevokeAsync(await service.PlanAsync(first, new RevocationOptions(), default), default);
        Assert.NotNull(fixture.Server.Certificates.Single().RevocationReason);

        fixture.Server.Clock.Advance((first.NotAfter - first.NotBefore) * 0.9);
        var left = (await fixture.UpdateAsync()).Single();
        var forced = (await fixture.UpdateAsync(force: true)).Single();

        Assert.Equal(SslRenewalStatus.NotDue, left.Status);
        Assert.Contains("revoked", left.Reason);
        Assert.Equal(SslRenewalStatus.Renewed, forced.Status);
        Assert.False(forced.Certificate!.IsRevoked);
        Assert.NotEqual(first.GetBundle().PrivateKey, forced.Certificate.GetBundle().PrivateKey);
    }

    private static Action<JsonObject> Window(DateTimeOffset start, DateTimeOffset end) =>
        json => json["suggestedWindow"] = new JsonObject { ["start"] = start.ToString("O"), ["end"] = end.ToString("O") };
}
