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
    private AcmeTestServer _server = null!;
    private string _root = "";
    private int _kills;
    private int _stores;

    // How long a process works, from its first word to its end: instants are chosen over all of it.
    private double _length = 600;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_killed_at_random_instants_lose_no_certificate_and_order_none_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGKILL.");
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { Validator = LookAsync });
        _server = server;
        _root = _folder.Write("root.pem", server.RootPem);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(worker => Task.Run(() => WorkAsync(new Random(worker)))));
        output.WriteLine($"{_kills} kills, {_stores} stores, {watch.Elapsed.TotalSeconds:0.0} s; a run takes {_length:0} ms; {string.Join(", ", _phases.Select(p => $"{p.Key}: {p.Value}").Order())}");

        Assert.Equal(_stores, server.Accounts.Count);
        foreach (var phase in new[] { "nothing ordered", "ordered", "issued", "kept" }) Assert.True(_phases.ContainsKey(phase), $"No run was killed when it had {phase}.");
    }

    // http-01 as it would be seen: the file that the process wrote, which a killed one leaves.
    private Task<ServerProblem?> LookAsync(ChallengeQuestion question)
    {
        var file = _folder[question.Name, "www", ".well-known", "acme-challenge", question.Token];
        var good = File.Exists(file) && File.ReadAllText(file) == question.KeyAuthorization;
        return Task.FromResult(good ? null : new ServerProblem("unauthorized", "404", 403));
    }

    private async Task WorkAsync(Random random)
    {
        while (Volatile.Read(ref _kills) < Kills)
        {
            var name = $"n{Interlocked.Increment(ref _stores)}.example.com";
            Directory.CreateDirectory(_folder[name, "www"]);
            for (var i = random.Next(1, 4); i > 0; i--) await KillAsync(random, "request", name, 1);
            await CompleteAsync("request", name);
            await CheckAsync(name, 1);

            // The old version stays good while the new one is made.
            using var over = new CancellationTokenSource();
            var reading = Task.Run(() => ReadWhile(name, over.Token));
            for (var i = random.Next(1, 4); i > 0 && OrdersOf(name).Count < 2; i--) await KillAsync(random, "renew", name, 2);
            await CompleteAsync("renew", name);
            await over.CancelAsync();
            Assert.NotEqual(0, await reading);
            await CheckAsync(name, 2);
        }
    }

    private async Task KillAsync(Random random, string what, string name, int version)
    {
        string[] arguments = [Repository.Built("SslTools.TestClient", "SslTools.TestClient.dll"), what, Store(name).Location, _server.Directory.AbsoluteUri, _root, _folder[name, "www"], name];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        Assert.Equal("begin", await process.StandardOutput.ReadLineAsync());
        var watch = Stopwatch.StartNew();
        using var instant = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.NextDouble() * _length));
        try
        {
            await process.WaitForExitAsync(instant.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        var rest = await process.StandardOutput.ReadToEndAsync();
        if (process.ExitCode == 0)
        {
            _length = (0.8 * _length) + (0.2 * watch.Elapsed.TotalMilliseconds);
            return;
        }

        // 128 + SIGKILL: it did not fail by itself.
        Assert.True(process.ExitCode == 137, rest);
        _length = Math.Max(_length, watch.Elapsed.TotalMilliseconds * 1.05);
        Interlocked.Increment(ref _kills);
        _phases.AddOrUpdate(await PhaseAsync(name, version), 1, (_, count) => count + 1);
    }

    private async Task<string> PhaseAsync(string name, int version)
    {
        if (await _engine.OpenCertificates(Store(name)).GetVersionAsync(name, default) == version) return "kept";
        var orders = OrdersOf(name);
        return orders.Count < version ? "nothing ordered" : orders[^1].Certificate is null ? "ordered" : "issued";
    }

    // Once more without a kill, in this process: 'renew' only where no order was made yet.
    private async Task CompleteAsync(string what, string name)
    {
        if (what == "renew")
        {
            using var renewals = new AcmeRenewalService(_engine, Store(name), Silent.Instance, Silent.Instance);
            var candidate = (await renewals.CheckAsync([name], OrdersOf(name).Count < 2, default)).Single().Candidate!;
            if (candidate.IsDue) Assert.Null((await renewals.RenewAsync(candidate, default)).Error);
        }

        using var requests = new AcmeRequestService(_engine, Store(name), Silent.Instance, Silent.Instance);
        var plan = await requests.PlanAsync(
            new AcmeRequestOptions
            {
                Names = [name],
                Servers = [AcmeServer.Parse(_server.Directory.AbsoluteUri)],
                Account = new AcmeAccountOptions { AcceptTermsOfService = true, TrustedRoots = [_server.Root] },
                Challenges = new ChallengeSettings { WebRoots = new Dictionary<string, string> { ["*"] = _folder[name, "www"] } },
            },
            default);
        if (!plan.IsDone) await requests.RequestAsync(plan, default);
    }

    private async Task CheckAsync(string name, int version)
    {
        var certificate = (await _engine.OpenCertificates(Store(name)).FindAsync(name, 0, default))!;
        var orders = OrdersOf(name);
        Assert.Equal((version, version), (orders.Count, certificate.Version));
        Assert.All(orders, order => Assert.Equal(1, order.Given));
        Assert.Equal(orders[^1].Certificate!.Leaf.Thumbprint, certificate.Thumbprint);
        Assert.Equal(version, _server.Certificates.Count(issued => issued.Order.Names == name));
        Assert.Empty(await _engine.OpenDocuments<AcmeOrderRecord>(Store(name), AcmeOrderRecord.Collection).ListAsync(default));
        Assert.Equal(orders[^1].Url, (await new AcmeRenewals(_engine, Store(name)).FindAsync(name, version, default))?.Order);
        Assert.DoesNotContain(await new CertificateHealth(_engine, Store(name)).TestAsync(name, 0, default), finding => finding.Severity == SslFindingSeverity.Error);

        // A folder may have been the user's before; a file was the killed run's.
        Assert.Empty(Directory.GetFiles(_folder[name, "www"], "*", SearchOption.AllDirectories));
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

    private List<ServerOrder> OrdersOf(string name) => _server.Orders.Where(order => order.Names == name).ToList();

    private FileStore Store(string name) => new(_folder[name, "store"]);
}
