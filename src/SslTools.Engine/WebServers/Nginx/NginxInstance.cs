using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>An nginx with one main configuration file.</summary>
internal sealed class NginxInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "nginx";

    private readonly IProcessRunner _processes;
    private readonly string _program;
    private readonly NginxBuild _build;
    private readonly string _prefix;

    public NginxInstance(IProcessRunner processes, string program, NginxBuild build, string prefix, string configPath)
    {
        _processes = processes;
        _program = program;
        _build = build;
        _prefix = prefix;
        ConfigPath = configPath;
    }

    public string Name => ServerName;

    public string ConfigPath { get; }

    public string StartAdvice =>
        $"Start it ({(ConfigPath == Path.GetFullPath(Path.Combine(_build.Prefix, _build.ConfigPath)) ? "systemctl start nginx" : $"nginx -c {ConfigPath}")}), "
        + "then run the command again.";

    public IReadOnlyList<SslBinding> Read() => NginxReader.Read(NginxConfiguration.Load(ConfigPath)).ToList();

    public IReadOnlyList<WebSite> ReadSites() => NginxReader.ReadSites(NginxConfiguration.Load(ConfigPath)).ToList();

    public ServerPlan PlanSet(BindingRequest request) => new NginxSetPlanner(NginxConfiguration.Load(ConfigPath), _build, request).Plan();

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) =>
        new NginxRemovePlanner(NginxConfiguration.Load(ConfigPath), request).Plan(records);

    public bool IsRunning() => MasterId() is { } id && ProcessTitles.Exists(id);

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => RunAsync(["-t", "-q"], cancellationToken);

    public async Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        var log = WatchLog();
        var workers = MasterId() is { } id ? NginxWorkers.Accepting(id) : [];
        if (await RunAsync(["-s", "reload"], cancellationToken).ConfigureAwait(false) is { } words) return words;
        return await NginxWorkers.WaitForNewAsync(workers, log, cancellationToken).ConfigureAwait(false)
            ? null : "it goes on with the configuration from before.";
    }

    public Func<string> WatchLog()
    {
        var setting = Setting("error_log") ?? _build.ErrorLogPath;
        var path = Path.Combine(_prefix, setting);
        return ServerLog.Watch(setting == "stderr" || setting.Contains(":") ? null : path, IsSerious);
    }

    // From the file that 'nginx -s reload' reads too.
    private int? MasterId() => PidFile.Read(Path.Combine(_prefix, Setting("pid") ?? _build.PidPath));

    private static bool IsSerious(string line) => new[] { "[emerg]", "[alert]", "[crit]", "[error]" }.Any(line.Contains);

    private string? Setting(string name) =>
        NginxConfiguration.Load(ConfigPath).Main.LastOrDefault(directive => directive.Name == name)?.Arguments.FirstOrDefault();

    private Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        List<string> all = [.. arguments, "-c", ConfigPath];
        if (_prefix != _build.Prefix) all.AddRange(["-p", _prefix]);
        return ServerProgram.ComplaintAsync(_processes, _program, all, cancellationToken);
    }
}
