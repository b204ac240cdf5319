using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Testing;

namespace SslTools.Tests.WebServers;

/// <summary>A folder with an nginx configuration, an nginx that only pretends, and a network that shows what the test says.</summary>
internal sealed class NginxSandbox : IProcessRunner, INetworkProbe, IReporter, IDisposable
{
    private readonly TempFolder _folder = new();

    public NginxSandbox(string main = "events {} http { include sites/*; }")
    {
        Engine = EngineProxy.Create((nameof(IEngine.Processes), this), (nameof(IEngine.Network), this), (nameof(IEngine.WebServers), new Servers(this)));
        Write("nginx.conf", main);
        Write("nginx.pid", Environment.ProcessId.ToString());
        Store = Engine.OpenStore(_folder["store"]);
        Service = new BindingService(Engine, Store, this) { ProofTimeout = TimeSpan.Zero };
    }

    public IEngine Engine { get; }

    public IStore Store { get; }

    public BindingService Service { get; }

    public bool Installed { get; set; } = true;

    public string Version { get; init; } = "1.22.1";

    public string OpenSsl { get; init; } = "3.0.2";

    /// <summary>What a handshake shows; none: nothing is served.</summary>
    public IReadOnlyList<byte[]> Served { get; set; } = [];

    public Func<string?> Check { get; set; } = () => null;

    public Func<string?> Reload { get; set; } = () => null;

    public List<IPEndPoint> Listeners { get; } = [];

    /// <summary>Called after the plan is made and before anything is written.</summary>
    public Action BeforeWriting { get; set; } = () => { };

    public List<string> Commands { get; } = [];

    public List<string> Warnings { get; } = [];

    public string Folder => _folder.Path;

    public string Config => _folder["nginx.conf"];

    public IWebServerInstance Server => Engine.WebServers[0].LocateAsync(Config, default).Result!;

    public string this[string file] => File.ReadAllText(_folder[file]);

    public string Write(string file, string content) => _folder.Write(file, content);

    public ServerPlan PlanSet(string host, int port = 443, bool? redirect = null, bool? hsts = null, SslTlsPolicy? policy = null) =>
        Server.PlanSet(new BindingRequest
        {
            HostNames = [host], Port = port, CertificatePath = "/c.pem", PrivateKeyPath = "/k.pem", RedirectHttp = redirect, Hsts = hsts, TlsPolicy = policy,
        });

    /// <summary>Plans, and gives the changed text of the only file.</summary>
    public string Changed(string host, int port = 443, bool? redirect = null, bool? hsts = null, SslTlsPolicy? policy = null) =>
        System.Text.Encoding.UTF8.GetString(PlanSet(host, port, redirect, hsts, policy).Edits.Single().After!);

    public async Task<SslCertificate> IssueAsync(string name, SslKeyAlgorithm algorithm = SslKeyAlgorithm.P256)
    {
        var issuer = new SelfSignedService(Engine, Store, this);
        return await issuer.IssueAsync(await issuer.PlanAsync(new SelfSignedOptions { DnsNames = [name], KeyAlgorithm = algorithm, Force = true }, default), default);
    }

    public BindingOptions Options(string host) => new() { Server = "nginx", ConfigPath = Config, HostNames = [host] };

    public async Task<bool> SetAsync(BindingOptions options, SslCertificate certificate)
    {
        Served = [certificate.GetBundle().Leaf, .. certificate.GetBundle().Chain];
        return await Service.ApplyAsync(await Service.PlanSetAsync(options, certificate, default), default);
    }

    public async Task RemoveAsync(string host)
    {
        Served = [];
        await Service.ApplyAsync(await Service.PlanRemoveAsync(Options(host), default), default);
    }

    public void Dispose() => _folder.Dispose();

    string? IProcessRunner.Find(string program) => Installed ? "/usr/sbin/" + program : null;

    Task<ProcessResult> IProcessRunner.RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Commands.Add(string.Join(" ", arguments.Take(2)));
        var words = arguments[0] switch
        {
            "-V" => null,
            "-t" => Check(),
            _ => Reload(),
        };
        var version = $"nginx version: nginx/{Version}\nbuilt with OpenSSL {OpenSsl} 1 Jan 2026\nconfigure arguments: "
            + $"--prefix={Folder} --conf-path={Folder}/other.conf --pid-path={Folder}/nginx.pid --error-log-path={Folder}/error.log --with-cc-opt='-g -O2'\n";
        return Task.FromResult(new ProcessResult(words is null ? 0 : 1, "", words ?? version));
    }

    Task<HandshakeResult> INetworkProbe.HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(new HandshakeResult(Served, Served.Count == 0 ? "refused" : null));

    IReadOnlyList<IPEndPoint> INetworkProbe.GetListeners()
    {
        BeforeWriting();
        return Listeners;
    }

    void IReporter.Verbose(string message)
    {
    }

    void IReporter.Warning(string message) => Warnings.Add(message);

    void IReporter.Progress(string activity, string status, int percent)
    {
    }

    // Made when first asked for: the adapter takes the engine that this sandbox makes.
    private sealed class Servers(NginxSandbox sandbox) : IReadOnlyList<IWebServer>
    {
        public int Count => 1;

        public IWebServer this[int index] => new NginxServer(sandbox.Engine);

        public IEnumerator<IWebServer> GetEnumerator()
        {
            yield return this[0];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
