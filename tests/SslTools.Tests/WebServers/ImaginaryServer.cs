using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;

namespace SslTools.Tests.WebServers;

/// <summary>A server that needs a file with the key and programs of its own, which make and delete a file beside it.</summary>
internal sealed class ImaginaryServer : IWebServer, IWebServerInstance, INetworkProbe, IDisposable
{
    private readonly TempFolder _folder = new();
    private byte[]? _served;

    public ImaginaryServer()
    {
        ConfigPath = _folder.Write("server.conf", "none\n");
        Engine = EngineProxy.Create((nameof(IEngine.Network), this), (nameof(IEngine.WebServers), new IWebServer[] { this }));
        Store = Engine.OpenStore(_folder["store"]);
        Service = new BindingService(Engine, Store, Reporter) { ProofTimeout = TimeSpan.Zero };
    }

    public IEngine Engine { get; }

    public IStore Store { get; }

    public RecordingReporter Reporter { get; } = new();

    public BindingService Service { get; }

    public string Name => "imaginary";

    public string ConfigPath { get; }

    /// <summary>What the server reads: certificate and key in one file.</summary>
    public string KeyPath => _folder["keys/a.pem"];

    /// <summary>What its program makes.</summary>
    public string ModulePath => _folder["module"];

    public string? ReloadComplaint { get; set; }

    public string[] Program { get; set; } = ["touch"];

    public int DefaultPort => 993;

    public WebServerFeatures Features => WebServerFeatures.TlsPolicy;

    public string InstallAdvice => "";

    public string StartAdvice => "";

    public Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken) => Task.FromResult<IWebServerInstance?>(this);

    public IReadOnlyList<SslBinding> Read() => [];

    public IReadOnlyList<WebSite> ReadSites() => [];

    public ServerPlan PlanSet(BindingRequest request)
    {
        _served = request.Bundle!.Leaf;
        var pem = File.ReadAllBytes(request.CertificatePath).Concat(File.ReadAllBytes(request.PrivateKeyPath)).ToArray();
        var now = File.Exists(KeyPath) ? File.ReadAllBytes(KeyPath) : null;
        return new ServerPlan
        {
            Edits = now is not null && now.SequenceEqual(pem) ? [] : [new FileEdit(KeyPath, now, pem) { IsPrivate = true }],
            Commands = File.Exists(ModulePath) ? [] : [new ServerCommand("enable the module", [.. Program, ModulePath], ["rm", "-f", "--", ModulePath])],
            Sites = [SiteOf(request) with { DeployedPaths = [KeyPath] }],
        };
    }

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records)
    {
        _served = null;
        return new ServerPlan
        {
            Edits = records.SelectMany(record => record!.DeployedPaths).Select(path => new FileEdit(path, File.ReadAllBytes(path), null) { IsPrivate = true }).ToList(),
            Sites = [SiteOf(request)],
        };
    }

    public bool IsRunning() => true;

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken) => Task.FromResult(ReloadComplaint);

    public Func<string> WatchLog() => () => "";

    public Task<HandshakeResult> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(new HandshakeResult(_served is null ? [] : [_served], _served is null ? "refused" : null));

    public IReadOnlyList<IPEndPoint> GetListeners() => [];

    public void Dispose() => _folder.Dispose();

    private SitePlan SiteOf(BindingRequest request) =>
        new(request.HostNames[0], ConfigPath + ":1", [], [new BindingEndpoint(new IPEndPoint(IPAddress.Loopback, request.Port), request.HostNames[0], false)]);
}
