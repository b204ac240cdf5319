using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>An nginx with one main configuration file.</summary>
internal sealed class NginxInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "nginx";

    private const int LogLines = 10;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

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

    public bool IsRunning() => MasterId() is { } id && NginxWorkers.Exists(id);

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => RunAsync(["-t", "-q"], cancellationToken);

    public async Task<string?> ReloadAsync(CancellationToken cancellationToken)
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
        if (setting == "stderr" || setting.Contains(":") || !File.Exists(path)) return () => "";
        var start = new FileInfo(path).Length;
        return () => ReadLog(path, start);
    }

    // From the file that 'nginx -s reload' reads too.
    private int? MasterId()
    {
        var path = Path.Combine(_prefix, Setting("pid") ?? _build.PidPath);
        try
        {
            return int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.ConfigurationNotReadable(path, e);
        }
    }

    private static string ReadLog(string path, long start)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(Math.Min(start, file.Length), SeekOrigin.Begin);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Where(IsSerious).Distinct().ToList();
            return string.Join("; ", lines.Skip(Math.Max(0, lines.Count - LogLines)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool IsSerious(string line) => new[] { "[emerg]", "[alert]", "[crit]", "[error]" }.Any(line.Contains);

    private string? Setting(string name) =>
        NginxConfiguration.Load(ConfigPath).Main.LastOrDefault(directive => directive.Name == name)?.Arguments.FirstOrDefault();

    private async Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        List<string> all = [.. arguments, "-c", ConfigPath];
        if (_prefix != _build.Prefix) all.AddRange(["-p", _prefix]);
        var result = await _processes.RunAsync(_program, all, null, Timeout, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode == 0) return null;
        var words = (result.Error + result.Output).Trim();
        return words.Length == 0 ? $"exit code {result.ExitCode}" : string.Join(" ", words.Split('\n').Select(line => line.Trim()));
    }
}
