using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>An HAProxy with one configuration.</summary>
internal sealed class HaproxyInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "haproxy";

    // Where its package has rsyslog write what it logs; HAProxy itself writes no files.
    private static readonly string[] Logs = ["/var/log/haproxy.log", "/var/log/haproxy/haproxy.log"];

    private readonly IEngine _engine;
    private readonly string _program;
    private readonly bool _isUsual;

    /// <summary>Makes the instance.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="program">The program.</param>
    /// <param name="configPath">The main file or folder, a full path.</param>
    /// <param name="isUsual">Whether it is the one that the system's service uses.</param>
    public HaproxyInstance(IEngine engine, string program, string configPath, bool isUsual)
    {
        _engine = engine;
        _program = program;
        _isUsual = isUsual;
        ConfigPath = configPath;
    }

    public string Name => ServerName;

    public string ConfigPath { get; }

    public string StartAdvice => $"Start it ({(_isUsual ? "systemctl start haproxy" : $"haproxy -W -D -f {ConfigPath}")}), then run the command again.";

    public IReadOnlyList<SslBinding> Read() => new HaproxyReader(Load()).Read().ToList();

    public IReadOnlyList<WebSite> ReadSites() => new HaproxyReader(Load()).ReadSites().ToList();

    public ServerPlan PlanSet(BindingRequest request) => new HaproxySetPlanner(Context(), request).Plan();

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) => new HaproxyRemovePlanner(Context(), request).Plan(records);

    public bool IsRunning() => HaproxyProcess.Find(ConfigPath) is not null;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var arguments = HaproxyProcess.Find(ConfigPath)?.Arguments ?? new HaproxyArguments([ServerName, "-f", ConfigPath], "/");
        var words = await ServerProgram.ComplaintAsync(_engine.Processes, _program, arguments.ToCheck(), cancellationToken).ConfigureAwait(false);
        return words is null ? null : HaproxyWords.Serious(words);
    }

    public async Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        if (HaproxyProcess.Find(ConfigPath) is not { } process) return "it does not run any more.";
        var configuration = Load();
        var deployment = new HaproxyDeployment(ConfigPath);

        // A renewal: nothing but the content of certificates changed.
        if (edits.Count > 0 && edits.All(edit => edit is { IsPrivate: true, Before: not null, After: not null } && deployment.IsPem(edit.Path))
            && HaproxyRuntime.Find(configuration) is { } runtime && await runtime.SetAsync(process.Workers(), edits, cancellationToken).ConfigureAwait(false)) return null;
        return await new HaproxyReload(_engine.Processes, _program)
            .RunAsync(process, configuration.Global("daemon").Any(), HaproxyRuntime.FindHandOver(configuration), cancellationToken).ConfigureAwait(false);
    }

    public Func<string> WatchLog() => ServerLog.Watch(Logs.FirstOrDefault(System.IO.File.Exists), line => HaproxyWords.IsSerious(line) || line.Contains("cannot bind"));

    private HaproxyConfiguration Load() => new(Context(), new TextWorkspace());

    private HaproxyContext Context()
    {
        var process = HaproxyProcess.Find(ConfigPath);
        var user = process is null ? null : ProcessFacts.UserOf(process.Id);
        return new HaproxyContext
        {
            ConfigPath = ConfigPath,
            Arguments = process?.Arguments.Files ?? [ConfigPath],
            Folder = process?.Arguments.Folder ?? "/",
            Environment = process is null ? null : ProcessFacts.EnvironmentOf(process.Id),
            Owner = user is not "0" && Elevation.IsElevated ? user : null,
            Reader = _engine.Reader,
            Files = _engine.ServerFiles,
        };
    }
}
