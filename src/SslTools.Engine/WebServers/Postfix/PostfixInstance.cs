using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>A Postfix with one configuration folder.</summary>
internal sealed class PostfixInstance : IWebServerInstance
{
    /// <summary>The server's name.</summary>
    public const string ServerName = "postfix";

    private const string ProcFolder = "/proc";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly IEngine _engine;
    private readonly PostfixBuild _build;
    private readonly string _program;

    public PostfixInstance(IEngine engine, string program, PostfixBuild build, string configPath)
    {
        _engine = engine;
        _program = program;
        _build = build;
        ConfigPath = configPath;
    }

    public string Name => ServerName;

    public string ConfigPath { get; }

    public string StartAdvice => $"Start it ({(Folder == _build["config_directory"] ? "systemctl start postfix" : $"postfix -c {Folder} start")}), then run the command again.";

    private string Folder => Path.GetDirectoryName(ConfigPath)!;

    private MailCertificates Certificates => new(_engine);

    public IReadOnlyList<SslBinding> Read() => PostfixReader.Read(Load()).ToList();

    public IReadOnlyList<WebSite> ReadSites() => PostfixReader.ReadSites(Load()).ToList();

    public ServerPlan PlanSet(BindingRequest request) => new PostfixSetPlanner(Load, Certificates, request).Plan();

    public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) => new PostfixRemovePlanner(Load, Certificates, request).Plan(records);

    public bool IsRunning()
    {
        if (!_engine.IsElevated) throw SslError.ConfigurationNotWritable(ConfigPath, "Postfix keeps its own programs for root");
        if (Directory.Exists(ProcFolder)) return ProcessTitles.Running("master").Any(process => IsMaster(process.Id));

        // Told by the lock on the file with the master's id, which keeps others from reading it.
        return _engine.Processes.RunAsync(_program, ["-c", Folder, "status"], null, Timeout, CancellationToken.None).GetAwaiter().GetResult().ExitCode == 0;
    }

    // 'postfix check' walks through the whole queue, which may take minutes, mends folders as it goes, and says what is wrong
    // in the log alone. Any program reads main.cf in the same way; postconf reads master.cf.
    public async Task<string?> CheckAsync(CancellationToken cancellationToken) =>
        await RunAsync("postmap", ["-q", "x", "static:x"], cancellationToken).ConfigureAwait(false) ?? await RunAsync("postconf", ["-M"], cancellationToken).ConfigureAwait(false);

    public async Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        var old = Workers();
        if (await RunAsync(_program, ["reload"], cancellationToken).ConfigureAwait(false) is { } words) return words;

        // Idle ones end at once; one that talks to a client goes on with what it read, and takes no other client after it.
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Limit && old.Any(ProcessTitles.Exists);)
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public Func<string> WatchLog()
    {
        var file = ByteText.Decode(Load().Value("maillog_file"));
        var log = new[] { file, "/var/log/mail.log", "/var/log/maillog", "/var/log/mail" }.FirstOrDefault(File.Exists);
        return ServerLog.Watch(log, line => new[] { "fatal:", "error:", "panic:", "warning:" }.Any(line.Contains));
    }

    private PostfixConfiguration Load(TextWorkspace? work = null) => PostfixConfiguration.Load(ConfigPath, _build, work);

    private IReadOnlyList<int> Workers() =>
        ProcessTitles.Running("smtpd").Select(process => process.Id).Where(id => IsMaster(ProcessTitles.ParentOf(id))).ToList();

    // The master of this Postfix works in its queue.
    private bool IsMaster(int id) =>
        ServerFiles.Resolve($"{ProcFolder}/{id}/cwd") == ServerFiles.Resolve(ByteText.Decode(Load().Value("queue_directory")));

    // Without a terminal, some of Postfix's programs say what is wrong in the log alone; warnings are of other matters.
    private async Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var log = WatchLog();
        var result = await _engine.Processes.RunAsync(program, ["-c", Folder, .. arguments], null, Timeout, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode == 0) return null;
        var words = result.Error.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.Contains("warning:")).Append(log()).Where(line => line.Length > 0);
        return string.Join(" ", words.DefaultIfEmpty($"{Path.GetFileName(program)} ended with exit code {result.ExitCode}"));
    }
}
