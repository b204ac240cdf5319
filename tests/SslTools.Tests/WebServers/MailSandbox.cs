using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers;
using SslTools.Ports;
using SslTools.Testing;

namespace SslTools.Tests.WebServers;

/// <summary>A folder with the configuration of a mail server whose programs only pretend, and a network that shows what the test says.</summary>
internal sealed class MailSandbox : IProcessRunner, INetworkProbe, IReporter, IDisposable
{
    private const string PostfixDefaults = "config_directory = /etc/postfix\ncommand_directory = /usr/sbin\nqueue_directory = /nowhere\nmyhostname = own.example\n"
        + "inet_interfaces = all\ninet_protocols = ipv4\nsmtpd_tls_key_file = $smtpd_tls_cert_file\nsmtpd_tls_eckey_file = $smtpd_tls_eccert_file\n";

    private readonly TempFolder _folder = new();
    private readonly bool _isPostfix;
    private readonly string _version;

    private MailSandbox(bool isPostfix, string version)
    {
        (_isPostfix, _version) = (isPostfix, version);
        Engine = EngineProxy.Create((nameof(IEngine.Processes), this), (nameof(IEngine.Network), this));
        Store = Engine.OpenStore(_folder["store"]);
    }

    public IEngine Engine { get; }

    public IStore Store { get; }

    public List<string> Warnings { get; } = [];

    public string Folder => _folder.Path;

    public string Config => _folder[_isPostfix ? "main.cf" : "dovecot.conf"];

    public IWebServerInstance Server =>
        (_isPostfix ? (IWebServer)new PostfixServer(Engine) : new DovecotServer(Engine)).LocateAsync(Config, default).GetAwaiter().GetResult()!;

    public string this[string file] => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder[file]));

    /// <summary>A Postfix with one service on port 25.</summary>
    public static MailSandbox Postfix(string main, string master = "smtp inet n - y - - smtpd\n", string version = "3.7.11")
    {
        var sandbox = new MailSandbox(true, version);
        sandbox.Write("main.cf", main);
        sandbox.Write("master.cf", master);
        return sandbox;
    }

    /// <summary>A Dovecot of the name own.example with IMAP.</summary>
    public static MailSandbox Dovecot(string main, string version = "2.3.19.1")
    {
        var sandbox = new MailSandbox(false, version);
        sandbox.Write("dovecot.conf", main);
        return sandbox;
    }

    public string Write(string file, string content)
    {
        var path = _folder.Write(file, "");
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(content));
        return path;
    }

    public ServerPlan PlanSet(string host, SslTlsPolicy? policy = null, string certificate = "/c.pem", string key = "/k.pem", int? port = null) => Server.PlanSet(new BindingRequest
    {
        HostNames = [host], Port = port ?? (_isPostfix ? 25 : 993), CertificatePath = certificate, PrivateKeyPath = key, TlsPolicy = policy,
    });

    /// <summary>Binds, as the transaction does, and remembers.</summary>
    public BindingRecord? Set(string host, BindingRecord? earlier = null, string certificate = "/c.pem", string key = "/k.pem", SslTlsPolicy? policy = null)
    {
        var plan = PlanSet(host, policy, certificate, key);
        Apply(plan);
        return new BindingRecord
        {
            Server = "", ConfigPath = Config, HostName = host, Port = 0, CertificateName = "", Changes = [.. earlier?.Changes ?? [], .. plan.Sites.Single().Changes],
        };
    }

    public void Remove(params (string Host, BindingRecord? Record)[] hosts) => Apply(Server.PlanRemove(
        new BindingRequest { HostNames = hosts.Select(host => host.Host).ToList(), Port = _isPostfix ? 25 : 993 }, hosts.Select(host => host.Record).ToList()));

    /// <summary>Every file of the configuration.</summary>
    public string Everything() => string.Concat(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"== {file}\n{System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))}"));

    public void Dispose() => _folder.Dispose();

    string? IProcessRunner.Find(string program) => "/usr/sbin/" + program;

    Task<ProcessResult> IProcessRunner.RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var output = _isPostfix ? PostfixDefaults + $"mail_version = {_version}\n"
            : arguments.Contains("base_dir") ? "base_dir = /nowhere\n"
            : $"# {_version} (abc): /etc/dovecot/dovecot.conf\n# OS: x\nhostname = own.example\nlisten = *, ::\nprotocols = imap\nssl = yes\nservice imap-login {{\n  inet_listener imap {{\n    port = 143\n  }}\n}}\n";
        return Task.FromResult(new ProcessResult(0, output, ""));
    }

    Task<HandshakeResult> INetworkProbe.HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(new HandshakeResult([], "refused"));

    IReadOnlyList<IPEndPoint> INetworkProbe.GetListeners() => [];

    void IReporter.Verbose(string message)
    {
    }

    void IReporter.Warning(string message) => Warnings.Add(message);

    void IReporter.Progress(string activity, string status, int percent)
    {
    }

    private static void Apply(ServerPlan plan)
    {
        foreach (var edit in plan.Edits)
        {
            if (edit.After is null) File.Delete(edit.Path);
            else File.WriteAllBytes(edit.Path, edit.After);
        }
    }
}
