using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>A lighttpd with one main configuration file.</summary>
internal sealed class LighttpdInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "lighttpd";

    // Since then it serves the chain of ssl.pemfile and takes a module that is named twice for one.
    private static readonly Version Needed = new(1, 4, 56);

    private readonly IProcessRunner _processes;
    private readonly string _program;
    private readonly Version _version;

    public LighttpdInstance(IProcessRunner processes, string program, Version version, string configPath)
    {
        _processes = processes;
        _program = program;
        _version = version;
        ConfigPath = configPath;
    }

    public string Name => ServerName;

    public string ConfigPath { get; }

    public string StartAdvice =>
        $"Start it ({(LighttpdServer.DefaultPaths.Contains(ConfigPath) ? "systemctl start lighttpd" : $"lighttpd -f {ConfigPath}")}), then run the command again.";

    public IReadOnlyList<SslBinding> Read() => LighttpdReader.Read(Load()).ToList();

    public IReadOnlyList<WebSite> ReadSites() => LighttpdReader.ReadSites(Load()).ToList();

    public ServerPlan PlanSet(BindingRequest request)
    {
        if (_version < Needed) throw SslError.ServerTooOld(ServerName, _version.ToString(), Needed.ToString());
        var configuration = Load();
        var process = Process(configuration);
        return new LighttpdSetPlanner(configuration, request, port => process?.Holds(port) == true).Plan();
    }

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) => new LighttpdRemovePlanner(Load(), request).Plan(records);

    public bool IsRunning() => Process(Load()) is not null;

    public Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        // Modules are loaded and certificates read, nothing is opened: that is what the second t is for.
        List<string> arguments = ["-tt", "-f", ConfigPath];
        if (Process(Load())?.Modules is { } modules) arguments.AddRange(["-m", modules]);
        return ServerProgram.ComplaintAsync(_processes, _program, arguments, cancellationToken);
    }

    public async Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        var now = Load();
        if (Process(now) is not { } process) return "it does not run.";
        var before = LighttpdConfiguration.Load(ConfigPath, edits.Where(edit => edit.Before is not null).ToDictionary(edit => edit.Path, edit => edit.Before!));
        var reload = new LighttpdReload(_processes, process, now, LogPath(now));
        var refused = now.Sockets.Any(socket => socket.Port > 0 && !before.Sockets.Any(socket.IsSameAs) && !process.Holds(socket.Port) && !process.MayBind(socket.Port));
        return refused ? await reload.RestartAsync(_program, cancellationToken).ConfigureAwait(false) : await reload.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    public Func<string> WatchLog() => ServerLog.Watch(LogPath(Load()), line => !line.Contains("[note]") && !line.Contains(" server st"));

    private static string? LogPath(LighttpdConfiguration configuration) =>
        configuration.Setting("server.errorlog") is { } path && !path.StartsWith("|", StringComparison.Ordinal) && File.Exists(path) ? path : null;

    private LighttpdProcess? Process(LighttpdConfiguration configuration) => LighttpdProcess.Find(ConfigPath, configuration.Setting("server.pid-file"));

    private LighttpdConfiguration Load() => LighttpdConfiguration.Load(ConfigPath);
}
