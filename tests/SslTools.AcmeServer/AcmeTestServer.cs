using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SslTools.Testing.Acme;

/// <summary>An ACME CA on 127.0.0.1 in this process, with a TLS root and issuing roots of its own.</summary>
public sealed class AcmeTestServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly TestTlsRoot _tls;
    private readonly ServerState _state;

    private AcmeTestServer(AcmeTestServerOptions options)
    {
        _tls = options.Tls ?? new TestTlsRoot();
        Clock = new ServerClock(options.Now);
        Authority = new IssuingAuthority(Clock.Now, options.ChainLength, options.AlternateRoots);
        _state = new ServerState(options, Clock, Authority);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(_tls.Server));
        });
        _web = builder.Build();
        _web.Run(new Exchange(_state, this).RunAsync);
    }

    /// <summary>The directory.</summary>
    public Uri Directory => new(_state.BaseUrl + "/dir");

    /// <summary>The root of its TLS certificate, PEM.</summary>
    public string RootPem => _tls.Root.ExportCertificatePem();

    /// <summary>The root of its TLS certificate, DER.</summary>
    public byte[] Root => _tls.Root.RawData;

    public ServerClock Clock { get; }

    /// <summary>What issues.</summary>
    public IssuingAuthority Authority { get; }

    /// <summary>What goes wrong; the first that fits a request happens to it.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>Every request, in the order they came.</summary>
    public ConcurrentQueue<AcmeStep> Requests { get; } = new();

    public IReadOnlyList<ServerAccount> Accounts => Copy(_state.Accounts);

    /// <summary>Every order that was made; one that was given again is here once.</summary>
    public IReadOnlyList<ServerOrder> Orders => Copy(_state.Orders);

    public IReadOnlyList<ServerCertificate> Certificates => Copy(_state.Certificates);

    public int Count(AcmeStep step) => Requests.Count(request => request == step);

    /// <summary>Starts one.</summary>
    public static async Task<AcmeTestServer> StartAsync(AcmeTestServerOptions? options = null)
    {
        var server = new AcmeTestServer(options ?? new AcmeTestServerOptions());
        await server._web.StartAsync();
        server._state.BaseUrl = server._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _tls.Dispose();
        Authority.Dispose();
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (_state.Lock) return [.. list];
    }
}
