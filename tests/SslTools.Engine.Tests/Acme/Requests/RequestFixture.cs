using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Acme;
using SslTools.Engine.Storage;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;
using SslTools.Testing.Acme;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>A store, a CA in this process, and the services between them. Waiting takes no time; the CA's clock goes along.</summary>
internal sealed class RequestFixture : IReporter, IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private RequestFixture(AcmeTestServer server, int httpPort)
    {
        Server = server;
        HttpPort = httpPort;
        Clock = new MovingClock(server.Clock);
        Engine = EngineOf(Clock);
        Store = new FileStore(Path.Combine(_folder.Path, "store"));
        WebRoot = Directory.CreateDirectory(Path.Combine(_folder.Path, "www")).FullName;
    }

    public AcmeTestServer Server { get; }

    public int HttpPort { get; }

    public MovingClock Clock { get; }

    public IEngine Engine { get; }

    public FileStore Store { get; }

    public string WebRoot { get; }

    public ConcurrentQueue<string> Warnings { get; } = new();

    /// <summary>Starts one whose CA really asks http-01.</summary>
    public static async Task<RequestFixture> StartAsync(Func<AcmeTestServerOptions, AcmeTestServerOptions>? change = null)
    {
        var port = FreePort.Next();
        var options = new AcmeTestServerOptions { HttpPort = port };
        return new RequestFixture(await AcmeTestServer.StartAsync(change?.Invoke(options) ?? options), port);
    }

    public AcmeRequestOptions Options(params string[] names) => new()
    {
        Names = names,
        Servers = [AcmeServer.Parse(Server.Directory.AbsoluteUri)],
        Account = new AcmeAccountOptions { AcceptTermsOfService = true, TrustedRoots = [Server.Root] },
        Challenges = new ChallengeSettings { Standalone = true, HttpPort = HttpPort, ListenAddress = IPAddress.Loopback.ToString() },
    };

    public async Task<SslCertificate> RequestAsync(AcmeRequestOptions options, CancellationToken cancellationToken = default)
    {
        using var service = new AcmeRequestService(Engine, Store, NoDns.Instance, this);
        return await service.RequestAsync(await service.PlanAsync(options, cancellationToken), cancellationToken);
    }

    public async Task<SslToolsException> FailAsync(AcmeRequestOptions options)
    {
        try
        {
            await RequestAsync(options);
        }
        catch (SslToolsException e)
        {
            return e;
        }

        throw new InvalidOperationException("The request succeeded.");
    }

    /// <summary>What Update-SslCertificate does.</summary>
    public async Task<IReadOnlyList<SslRenewalResult>> UpdateAsync(bool force = false)
    {
        using var service = new AcmeRenewalService(Engine, Store, NoDns.Instance, this);
        var results = new List<SslRenewalResult>();
        foreach (var check in await service.CheckAsync(await service.ListAsync(default), force, default))
        {
            if (check.Due is not null) results.Add((await service.RenewAsync(check.Due, default)).Result);
            else if (check.Pending is not null) results.Add(check.Pending);
        }

        return results;
    }

    public Task<AcmeRenewalRecord?> RenewalAsync(string name, int version) => new AcmeRenewals(Engine, Store).FindAsync(name, version, default);

    public Task<SslCertificate?> StoredAsync(string name) => Engine.OpenCertificates(Store).FindAsync(name, 0, default);

    public Task<IReadOnlyList<string>> PendingOrdersAsync() => Engine.OpenDocuments<AcmeOrderRecord>(Store, AcmeOrderRecord.Collection).ListAsync(default);

    public void Verbose(string message)
    {
    }

    public void Warning(string message) => Warnings.Enqueue(message);

    public void Progress(string activity, string status, int percent = -1)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The real engine with another clock.</summary>
    public static IEngine EngineOf(IClock clock)
    {
        var engine = DispatchProxy.Create<IEngine, Proxy>();
        var proxy = (Proxy)(object)engine;
        proxy.Clock = clock;
        proxy.Acme = new AcmeConnector(clock);
        return engine;
    }

    public class Proxy : DispatchProxy
    {
        private readonly EngineServices _real = new();

        public IClock Clock { get; set; } = null!;

        public IAcmeConnector Acme { get; set; } = null!;

        public IWebFetcher? Web { get; set; }

        public IDnsQuery? Dns { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_Clock" => Clock,
            "get_Acme" => Acme,
            "get_Web" when Web is not null => Web,
            "OpenDns" when Dns is not null => Dns,
            _ => targetMethod.Invoke(_real, args),
        };
    }

    private sealed class NoDns : IDnsProviderSource
    {
        public static readonly NoDns Instance = new();

        public IDnsProvider Open(ChallengeSettings settings, byte[]? secrets) => throw new NotSupportedException();
    }
}

/// <summary>The CA's clock as ours. A wait moves both; short ones really let time pass too, since validations run meanwhile.</summary>
internal sealed class MovingClock(ServerClock server) : IClock
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    public DateTimeOffset UtcNow => server.Now;

    public async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _waits.Enqueue(time);
        if (time <= TimeSpan.Zero) return;
        server.Advance(time);
        await Task.Delay(1, cancellationToken);
    }
}
