using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>A Dovecot with one main configuration file.</summary>
internal sealed class DovecotInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "dovecot";

    private const string DefaultBase = "/run/dovecot";

    private readonly IEngine _engine;
    private readonly DovecotBuild _build;

    public DovecotInstance(IEngine engine, DovecotBuild build, string configPath)
    {
        _engine = engine;
        _build = build;
        ConfigPath = configPath;
    }

    public string Name => ServerName;

    public string ConfigPath { get; }

    public string StartAdvice => $"Start it ({(ConfigPath == _build.ConfigPath ? "systemctl start dovecot" : $"dovecot -c {ConfigPath}")}), then run the command again.";

    private MailCertificates Certificates => new(_engine);

    public IReadOnlyList<SslBinding> Read() => DovecotReader.Read(Load()).ToList();

    public IReadOnlyList<WebSite> ReadSites() => DovecotReader.ReadSites(Load()).ToList();

    public ServerPlan PlanSet(BindingRequest request) => new DovecotSetPlanner(Load, Certificates, request).Plan();

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) => new DovecotRemovePlanner(Load, Certificates, request).Plan(records);

    public bool IsRunning()
    {
        var folder = Load().Value("", "base_dir") is { Length: > 0 } set ? ByteText.Decode(set) : DefaultBase;
        return PidFile.Read(Path.Combine(folder, "master.pid")) is { } id && ProcessTitles.Exists(id)
            && ProcessTitles.Of(id) is var title && (title.Length == 0 || title.Contains(ServerName));
    }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => ServerProgram.ComplaintAsync(_engine.Processes, "doveconf", ["-c", ConfigPath, "-n"], cancellationToken);

    // Clients stay with the processes they have; new ones are started with the new configuration. How soon is seen by the proof.
    public Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken) =>
        ServerProgram.ComplaintAsync(_engine.Processes, "doveadm", ["-c", ConfigPath, "reload"], cancellationToken);

    public Func<string> WatchLog()
    {
        var log = new[] { ByteText.Decode(Load().Value("", "log_path")), "/var/log/mail.log", "/var/log/maillog", "/var/log/mail" }.FirstOrDefault(File.Exists);
        return ServerLog.Watch(log, line => new[] { "Error:", "Fatal:", "Panic:" }.Any(line.Contains));
    }

    private DovecotConfiguration Load(TextWorkspace? work = null) => DovecotConfiguration.Load(ConfigPath, _build, work);
}
