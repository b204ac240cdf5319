using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
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

    public bool IsRunning() => MasterId() is { } id && ProcessTitles.Exists(id) && ProcessTitles.Of(id) is var title && (title.Length == 0 || title.Contains("master"));

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (!_engine.IsElevated) throw SslError.ConfigurationNotWritable(ConfigPath, "Postfix keeps its own programs for root");
        return await RunAsync("check", cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken)
    {
        var old = MasterId() is { } master ? Workers(master) : [];
        if (await RunAsync("reload", cancellationToken).ConfigureAwait(false) is { } words) return words;

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

    private static IReadOnlyList<int> Workers(int master) =>
        ProcessTitles.Running("smtpd").Select(process => process.Id).Where(id => ProcessTitles.ParentOf(id) == master).ToList();

    private int? MasterId()
    {
        var path = Path.Combine(ByteText.Decode(Load().Value("queue_directory")), "pid", "master.pid");
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

    // Without a terminal, Postfix's programs say most in the log alone.
    private async Task<string?> RunAsync(string command, CancellationToken cancellationToken)
    {
        var log = WatchLog();
        if (await ServerProgram.ComplaintAsync(_engine.Processes, _program, ["-c", Folder, command], cancellationToken).ConfigureAwait(false) is not { } words) return null;
        return log() is { Length: > 0 } logged && !words.Contains("fatal:") ? $"{words}: {logged}" : words;
    }
}
