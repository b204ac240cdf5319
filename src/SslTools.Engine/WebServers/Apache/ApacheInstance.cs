using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>An Apache with one main configuration file.</summary>
internal sealed class ApacheInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "apache";

    private static readonly Version NeededVersion = new(2, 4, 8);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IProcessRunner _processes;
    private readonly ApacheContext _context;

    public ApacheInstance(IProcessRunner processes, ApacheContext context)
    {
        _processes = processes;
        _context = context;
    }

    public string Name => ServerName;

    public string ConfigPath => _context.ConfigPath;

    public string StartAdvice =>
        $"Start it ({(_context.IsDefault ? $"systemctl start {Unit}" : $"{Path.GetFileName(_context.Program)} -f {ConfigPath}")}), then run the command again.";

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private string Unit => _context.Build.Root == "/etc/apache2" ? "apache2" : "httpd";

    public IReadOnlyList<SslBinding> Read() => ApacheReader.Read(Load()).ToList();

    public IReadOnlyList<WebSite> ReadSites() => ApacheReader.ReadSites(Load()).ToList();

    public ServerPlan PlanSet(BindingRequest request)
    {
        // Since then the chain may stand in the certificate's file.
        if (_context.Build.Version < NeededVersion) throw SslError.ServerTooOld(ServerName, _context.Build.Version.ToString(), NeededVersion.ToString());
        return new ApacheSetPlanner(Load(), _processes, request).Plan();
    }

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) => new ApacheRemovePlanner(Load(), request).Plan(records);

    public bool IsRunning() => MasterId() is { } id && ProcessTitles.Exists(id);

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => RunAsync(["-t"], cancellationToken);

    public async Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        // A change that it could not start with ended it: what was put back starts it again.
        if (MasterId() is not { } master || !ProcessTitles.Exists(master)) return await StartAsync(cancellationToken).ConfigureAwait(false);
        var children = ApacheChildren.Of(master);
        if (await RunAsync(["-k", IsWindows ? "restart" : "graceful"], cancellationToken).ConfigureAwait(false) is { } words) return words;
        return await ApacheChildren.WaitForNewAsync(master, children, cancellationToken).ConfigureAwait(false);
    }

    public Func<string> WatchLog()
    {
        var configuration = Load();
        var log = configuration.Last("ErrorLog")?.First ?? _context.Build.ErrorLogPath;
        return ServerLog.Watch(log.StartsWith("|", StringComparison.Ordinal) || log.StartsWith("syslog", StringComparison.Ordinal) ? null : configuration.PathOf(log), IsSerious);
    }

    private static bool IsSerious(string line) => new[] { "emerg]", "alert]", "crit]", "error]" }.Any(line.Contains);

    private ApacheConfiguration Load() => ApacheConfiguration.Load(_context);

    // From the file that 'httpd -k graceful' reads too.
    private int? MasterId()
    {
        var configuration = Load();
        return PidFile.Read(configuration.PathOf(configuration.Last("PidFile")?.First ?? _context.Build.PidPath));
    }

    private async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var words = _context.IsDefault && Directory.Exists("/run/systemd/system")
                ? await ServerProgram.ComplaintAsync(_processes, "systemctl", ["start", Unit], cancellationToken).ConfigureAwait(false)
                : await RunAsync(["-k", "start"], cancellationToken).ConfigureAwait(false);

            // It does not start while the process that ended still has its id.
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            if (IsRunning() || waited.Elapsed > StartLimit) return words;
        }
    }

    // As apachectl does it: with the variables that the configuration uses.
    private Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> all = [.. _context.Arguments, .. arguments];
        if (_context.Environment.Count == 0 || IsWindows) return ServerProgram.ComplaintAsync(_processes, _context.Program, all, cancellationToken);
        var variables = _context.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        return ServerProgram.ComplaintAsync(_processes, "env", [.. variables, _context.Program, .. all], cancellationToken);
    }
}
