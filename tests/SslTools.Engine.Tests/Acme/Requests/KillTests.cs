using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Cryptography;
using SslTools.Engine.Storage;
using SslTools.Services;
using SslTools.Services.Health;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>200 processes that are killed at random instants while they request and renew certificates, and what becomes of their orders.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 200;

    private readonly TempFolder _folder = new();
    private readonly EngineServices _engine = new();
    private readonly ConcurrentDictionary<string, int> _phases = new();
    private int _kills;
    private int _stores;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_killed_at_random_instants_lose_no_certificate_and_order_none_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGKILL.");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 2, 8)).Select(worker => Task.Run(() => WorkAsync(new Random(worker)))));
        output.WriteLine($"{_kills} kills, {_stores} stores, {watch.Elapsed.TotalSeconds:0.0} s; {string.Join(", ", _phases.Select(p => $"{p.Key}: {p.Value}").Order())}");
        foreach (var phase in new[] { "nothing ordered", "ordered", "issued", "kept" }) Assert.True(_phases.ContainsKey(phase), $"No run was killed when it had {phase}.");
    }

    private async Task WorkAsync(Random random)
    {
        // A CA for each worker: its requests tell how far the process is.
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { Validator = LookAsync });
        var stores = 0;
        while (Volatile.Read(ref _kills) < Kills)
        {
            stores++;
            var work = new Work(server, $"n{Interlocked.Increment(ref _stores)}.example.com", random);
            Directory.CreateDirectory(_folder[work.Name, "www"]);
            for (var i = random.Next(2, 6); i > 0; i--) await KillAsync(work, "request", 1);
            await CompleteAsync(work);
            await CheckAsync(work, 1);

            // The old version stays good while the new one is made.
            using var over = new CancellationTokenSource();
            var reading = Task.Run(() => ReadWhile(work.Name, over.Token));
            for (var i = random.Next(1, 4); i > 0 && work.Orders.Count < 2; i--) await KillAsync(work, "renew", 2);
            await RenewAsync(work);
            await over.CancelAsync();
            Assert.NotEqual(0, await reading);
            await CheckAsync(work, 2);
        }

        Assert.Equal(stores, server.Accounts.Count);
    }

    // http-01 as it would be seen: the file that the process wrote, which a killed one leaves.
    private Task<ServerProblem?> LookAsync(ChallengeQuestion question)
    {
        var file = _folder[question.Name, "www", ".well-known", "acme-challenge", question.Token];
        var good = File.Exists(file) && File.ReadAllText(file) == question.KeyAuthorization;
        return Task.FromResult(good ? null : new ServerProblem("unauthorized", "404", 403));
    }

    private async Task KillAsync(Work work, string what, int version)
    {
        string[] arguments =
        [
            Repository.Built("SslTools.TestClient", "SslTools.TestClient.dll"), what, Store(work.Name).Location, work.Server.Directory.AbsoluteUri,
            _folder.Write(work.Name + "/root.pem", work.Server.RootPem), _folder[work.Name, "www"], work.Name,
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (await IsAtInstantAsync(process, work)) process.Kill();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return;

        // 128 + SIGKILL: it did not fail by itself.
        Assert.True(process.ExitCode == 137, await output);
        Interlocked.Increment(ref _kills);
        _phases.AddOrUpdate(await PhaseAsync(work, version), 1, (_, count) => count + 1);
    }

    // A cold process spends nearly all of its time before its first order. Chosen by the clock alone, few instants would matter:
    // so it is one some time after a request of any number, the first of which is none.
    private static async Task<bool> IsAtInstantAsync(Process process, Work work)
    {
        var requests = work.Server.Requests.Count + work.Random.Next(0, 11);
        while (work.Server.Requests.Count < requests)
        {
            if (process.HasExited) return false;
            await Task.Delay(1);
        }

        await Task.Delay(work.Random.Next(0, 40));
        return true;
    }

    private async Task<string> PhaseAsync(Work work, int version)
    {
        if (await _engine.OpenCertificates(Store(work.Name)).GetVersionAsync(work.Name, default) == version) return "kept";
        return work.Orders.Count < version ? "nothing ordered" : work.Orders[^1].Certificate is null ? "ordered" : "issued";
    }

    // Once more without a kill, in this process.
    private async Task CompleteAsync(Work work)
    {
        using var requests = new AcmeRequestService(_engine, Store(work.Name), Silent.Instance, Silent.Instance);
        var plan = await requests.PlanAsync(
            new AcmeRequestOptions
            {
                Names = [work.Name],
                Servers = [AcmeServer.Parse(work.Server.Directory.AbsoluteUri)],
                Account = new AcmeAccountOptions { AcceptTermsOfService = true, TrustedRoots = [work.Server.Root] },
                Challenges = new ChallengeSettings { WebRoots = new Dictionary<string, string> { ["*"] = _folder[work.Name, "www"] } },
            },
            default);
        if (!plan.IsDone) await requests.RequestAsync(plan, default);
    }

    // What was ordered is fetched without being asked for.
    private async Task RenewAsync(Work work)
    {
        using var renewals = new AcmeRenewalService(_engine, Store(work.Name), Silent.Instance, Silent.Instance);
        var check = (await renewals.CheckAsync([work.Name], work.Orders.Count < 2, default)).Single();
        Assert.Null(check.Error);
        if (check.Due is { } candidate) Assert.Null((await renewals.RenewAsync(candidate, default)).Error);
    }

    private async Task CheckAsync(Work work, int version)
    {
        var (name, orders) = (work.Name, work.Orders);
        var certificate = (await _engine.OpenCertificates(Store(name)).FindAsync(name, 0, default))!;
        Assert.Equal((version, version), (orders.Count, certificate.Version));
        Assert.All(orders, order => Assert.Equal(1, order.Given));
        Assert.Equal(orders[^1].Certificate!.Leaf.Thumbprint, certificate.Thumbprint);
        Assert.Equal(version, work.Server.Certificates.Count(issued => issued.Order.Names == name));
        Assert.Empty(await _engine.OpenDocuments<AcmeOrderRecord>(Store(name), AcmeOrderRecord.Collection).ListAsync(default));
        Assert.Equal(orders[^1].Url, (await new AcmeRenewals(_engine, Store(name)).FindAsync(name, version, default))?.Order);
        Assert.DoesNotContain(await new CertificateHealth(_engine, Store(name)).TestAsync(name, 0, default), finding => finding.Severity == SslFindingSeverity.Error);

        // A folder may have been the user's before; a file was the killed run's.
        Assert.Empty(Directory.GetFiles(_folder[name, "www"], "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    private int ReadWhile(string name, CancellationToken over)
    {
        var (reader, reads) = (new CertificateReader(), 0);
        var (chain, key) = (_folder[name, "store", "certificates", name, "fullchain.pem"], _folder[name, "store", "certificates", name, "privkey.pem"]);
        while (!over.IsCancellationRequested)
        {
            // Between the two files a new version may have become current.
            var leaf = File.ReadAllBytes(chain);
            var secret = File.ReadAllBytes(key);
            if (!leaf.AsSpan().SequenceEqual(File.ReadAllBytes(chain))) continue;
            Assert.True(reader.KeyMatches(Pem.Read(Pem.Certificate, leaf)[0], Pem.ReadOne(Pem.PrivateKey, secret)!));
            reads++;
            Thread.Sleep(5);
        }

        return reads;
    }

    private FileStore Store(string name) => new(_folder[name, "store"]);

    private sealed record Work(AcmeTestServer Server, string Name, Random Random)
    {
        public IReadOnlyList<ServerOrder> Orders => Server.Orders.Where(order => order.Names == Name).ToList();
    }
}
