using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SslTools.Testing.Acme;

namespace SslTools.Testing.Platforms;

/// <summary>
/// A hosting platform on 127.0.0.1 in this process: its API over TLS, and its entry point, which serves the environments
/// by the name that a client sends (SNI), or ends the handshake.
/// </summary>
public sealed class PlatformSimulator : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly TestTlsRoot _tls;
    private readonly PlatformState _state;
    private int _running;
    private int _peak;

    private PlatformSimulator(PlatformSimulatorOptions options)
    {
        _tls = options.Tls ?? new TestTlsRoot();
        _state = new PlatformState(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(_tls.Server));
            kestrel.Listen(IPAddress.Loopback, options.EntryPort, listen => listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = Serve }));
        });
        _web = builder.Build();
        var api = new ApiExchange(_state, this);
        _web.Run(context => context.Connection.LocalPort == EntryPoint.Port ? context.Response.WriteAsync("it works\n") : api.RunAsync(context));
    }

    /// <summary>Host and port of the API.</summary>
    public string ApiHost { get; private set; } = "";

    /// <summary>Where the environments are served.</summary>
    public IPEndPoint EntryPoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>The root of the API's TLS certificate, PEM.</summary>
    public string ApiRootPem => _tls.Root.ExportCertificatePem();

    /// <summary>The root of the API's TLS certificate, DER.</summary>
    public byte[] ApiRoot => _tls.Root.RawData;

    /// <summary>The root above the wildcard certificate, PEM.</summary>
    public string WildcardRootPem => _state.Authority.Roots[0].ExportCertificatePem();

    /// <summary>The root of Let's Encrypt, DER.</summary>
    public byte[] LetsEncryptRoot => _state.LetsEncrypt.Roots[0].RawData;

    /// <summary>The certificate that built-in SSL serves.</summary>
    public ServedCertificate Wildcard => _state.Wildcard;

    /// <summary>What goes wrong; the first that fits a call happens to it.</summary>
    public PlatformFaults Faults { get; } = new();

    /// <summary>Every call, in the order they came.</summary>
    public ConcurrentQueue<PlatformCall> Calls { get; } = new();

    /// <summary>What no client should do: GET, fields in a URL, fields that there are not.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>The most calls that ran at once.</summary>
    public int Peak => _peak;

    /// <summary>The environments by their names.</summary>
    public IReadOnlyDictionary<string, PlatformEnvironment> Environments => _state.Environments;

    /// <summary>The certificates that the balancer keeps.</summary>
    public IReadOnlyDictionary<int, ServedCertificate> Certificates
    {
        get
        {
            lock (_state.Lock) return new Dictionary<int, ServedCertificate>(_state.Certificates);
        }
    }

    public int Count(string method) => Calls.Count(call => call.Method == method);

    /// <summary>Adds an environment with one application node.</summary>
    public PlatformEnvironment Add(string name, params string[] domains)
    {
        var environment = new PlatformEnvironment(name, _state.Options.Domain);
        environment.Nodes.Add(new PlatformNode(_state.Number(), "cp", "nginxphp"));
        environment.ExtDomains.AddRange(domains);
        _state.Environments[name] = environment;
        return environment;
    }

    /// <summary>Ends every session.</summary>
    public void ExpireSessions()
    {
        lock (_state.Lock) _state.Sessions.Clear();
    }

    /// <summary>Starts one.</summary>
    public static async Task<PlatformSimulator> StartAsync(PlatformSimulatorOptions? options = null)
    {
        var platform = new PlatformSimulator(options ?? new PlatformSimulatorOptions());
        await platform._web.StartAsync();
        var addresses = platform._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        platform.ApiHost = addresses[0].Authority;
        platform.EntryPoint = new IPEndPoint(IPAddress.Loopback, addresses[1].Port);
        return platform;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _tls.Dispose();
        _state.Dispose();
    }

    internal void Complain(string complaint) => Complaints.Enqueue(complaint);

    internal void Enter()
    {
        var running = Interlocked.Increment(ref _running);
        for (var peak = _peak; running > peak; peak = _peak) Interlocked.CompareExchange(ref _peak, running, peak);
    }

    internal void Leave() => Interlocked.Decrement(ref _running);

    private ValueTask<SslServerAuthenticationOptions> Serve(TlsHandshakeCallbackContext context)
    {
        lock (_state.Lock)
        {
            var certificate = _state.Serve(context.ClientHelloInfo.ServerName) ?? throw new AuthenticationException("nothing is served for this name");
            return ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Context });
        }
    }
}
