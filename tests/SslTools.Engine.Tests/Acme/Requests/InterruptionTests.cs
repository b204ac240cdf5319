using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>Runs that end before each single step of the store and of the CA, and the ones after them.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const string Name = "www.example.com";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_that_ends_at_any_step_is_gone_on_with_by_the_next()
    {
        for (var steps = 0; ; steps++)
        {
            await using var server = await StartAsync();
            var store = new FileStore(_folder[$"{steps}"]);
            var cut = new Cut(steps);
            await DieAsync(() => RequestAsync(server, cut.EngineOf(Clock(server)), cut.Of(store)));
            await RequestAsync(server, Engine(server), store);
            await CheckAsync(server, store, 1, $"after {steps} steps");
            if (!cut.IsDead) break;
        }
    }

    [Fact]
    public async Task A_first_request_that_dies_before_it_is_kept_is_finished_by_an_update()
    {
        var finished = 0;
        for (var steps = 0; ; steps++)
        {
            await using var server = await StartAsync();
            var store = new FileStore(_folder[$"{steps}"]);
            var cut = new Cut(steps);
            await DieAsync(() => RequestAsync(server, cut.EngineOf(Clock(server)), cut.Of(store)));
            if (!cut.IsDead) break;
            if ((await UpdateAsync(server, Engine(server), store, false))?.Status == SslRenewalStatus.Renewed) finished++;
            await RequestAsync(server, Engine(server), store);
            await CheckAsync(server, store, 1, $"after {steps} steps");
        }

        Assert.NotEqual(0, finished);
    }

    [Fact]
    public async Task A_renewal_that_ends_at_any_step_is_gone_on_with_by_the_next_though_it_is_not_due()
    {
        for (var steps = 0; ; steps++)
        {
            await using var server = await StartAsync();
            var store = new FileStore(_folder[$"{steps}"]);
            await RequestAsync(server, Engine(server), store);
            var cut = new Cut(steps);
            await DieAsync(() => UpdateAsync(server, cut.EngineOf(Clock(server)), cut.Of(store), true));
            var where = $"after {steps} steps";

            // What was ordered is fetched; where nothing was, nothing is.
            var ordered = server.Orders.Count;
            await UpdateAsync(server, Engine(server), store, false);
            var current = await CurrentAsync(server, store);
            if (ordered == 2) await CheckAsync(server, store, 2, where);
            else Assert.True(current.Version == server.Orders.Count, where);
            if (current.Version == 1) await UpdateAsync(server, Engine(server), store, true);
            await CheckAsync(server, store, 2, where);
            Assert.Equal(server.Certificates[0].CertId, server.Orders[1].Replaces);
            if (!cut.IsDead) break;
        }
    }

    [Fact]
    public async Task What_was_removed_is_not_fetched_again_and_its_name_is_free()
    {
        await using var server = await StartAsync();
        var store = new FileStore(_folder["store"]);
        var engine = Engine(server);
        await RequestAsync(server, engine, store);

        await engine.OpenCertificates(store).RemoveAsync(Name, default);
        Assert.Null(await UpdateAsync(server, engine, store, true));

        // Nor is what a user puts in its place replaced.
        var own = engine.Issuer.IssueSelfSigned(new CertificateTemplate
        {
            Names = SubjectNames.Parse([Name]),
            NotBefore = DateTimeOffset.UtcNow,
            NotAfter = DateTimeOffset.UtcNow.AddDays(1),
        });
        await engine.OpenCertificates(store).SaveAsync(Name, own, new CertificateOrigin { Source = SslCertificateSource.SelfSigned }, true, default);
        Assert.Null(await UpdateAsync(server, engine, store, true));
        Assert.Single(server.Orders);
    }

    [Fact]
    public async Task The_CA_that_has_the_order_is_asked_first_by_the_next_run()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        first.Faults.Add(AcmeFault.Busy(null, 503, null, 4));
        second.Faults.Add(AcmeFault.DropBefore(AcmeStep.Finalize, AcmeFault.Always));
        var store = new FileStore(_folder["store"]);
        await Assert.ThrowsAnyAsync<SslToolsException>(() => RequestAsync(first, Engine(first), store, second));
        Assert.Single(second.Orders);
        second.Faults.Clear();
        await RequestAsync(first, Engine(first), store, second);
        Assert.Empty(first.Orders);
        Assert.Single(second.Certificates);
    }

    private static Task<AcmeTestServer> StartAsync() => AcmeTestServer.StartAsync();

    private static IClock Clock(AcmeTestServer server) => new MovingClock(server.Clock);

    private static IEngine Engine(AcmeTestServer server) => RequestFixture.EngineOf(Clock(server));

    private static async Task DieAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (KilledException)
        {
        }
    }

    private async Task RequestAsync(AcmeTestServer server, IEngine engine, IStore store, params AcmeTestServer[] others)
    {
        using var service = new AcmeRequestService(engine, store, Silent.Instance, Silent.Instance);
        var plan = await service.PlanAsync(
            new AcmeRequestOptions
            {
                Names = [Name],
                Servers = [.. others.Prepend(server).Select(s => AcmeServer.Parse(s.Directory.AbsoluteUri))],
                Account = new AcmeAccountOptions { AcceptTermsOfService = true, TrustedRoots = [.. others.Prepend(server).Select(s => s.Root)] },
                Challenges = new ChallengeSettings { WebRoots = new Dictionary<string, string> { ["*"] = Directory.CreateDirectory(_folder["www"]).FullName } },
            },
            default);
        if (!plan.IsDone) await service.RequestAsync(plan, default);
    }

    private async Task<SslRenewalResult?> UpdateAsync(AcmeTestServer server, IEngine engine, IStore store, bool force)
    {
        using var service = new AcmeRenewalService(engine, store, Silent.Instance, Silent.Instance);
        var check = (await service.CheckAsync([Name], force, default)).Single();
        if (check.Error is not null) throw check.Error;
        if (check.Due is not { } candidate) return check.Pending;
        var (result, error) = await service.RenewAsync(candidate, default);
        return error is null ? result : throw error;
    }

    private static async Task<SslCertificate> CurrentAsync(AcmeTestServer server, IStore store) =>
        (await Engine(server).OpenCertificates(store).FindAsync(Name, 0, default))!;

    // One account, the orders that were wanted and no more, the newest certificate with its key, and how to renew it.
    private static async Task CheckAsync(AcmeTestServer server, IStore store, int version, string where)
    {
        var engine = Engine(server);
        var certificate = await CurrentAsync(server, store);
        Assert.True(server.Accounts.Count == 1, where);
        Assert.True(server.Orders.Count == version && server.Orders.All(order => order.Given == 1), $"{server.Orders.Count} orders {where}");
        Assert.True(server.Certificates.Count == version, where);
        Assert.Equal((version, server.Certificates[^1].Leaf.Thumbprint, where), (certificate.Version, certificate.Thumbprint, where));
        var bundle = certificate.GetBundle();
        Assert.True(engine.Reader.KeyMatches(bundle.Leaf, bundle.PrivateKey!), where);
        Assert.True(await new AcmeRenewals(engine, store).FindAsync(Name, version, default) is not null, "no renewal record " + where);
        Assert.True((await engine.OpenDocuments<AcmeOrderRecord>(store, AcmeOrderRecord.Collection).ListAsync(default)).Count == 0, "an order is left " + where);
    }
}
