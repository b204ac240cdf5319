using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Scheduling;

/// <summary>systemd where it runs: a timer and a hardened service of the system for root, of the account's own manager for others.</summary>
public sealed class SystemdScheduler : ITaskScheduler
{
    private const string Exited = "1";

    // As systemctl writes moments: in the machine's time.
    private static readonly Regex Moment = new(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", RegexOptions.CultureInvariant);

    private readonly IEngine _engine;
    private readonly SchedulerTool _tool;
    private readonly string _root;
    private readonly string _folder;

    /// <summary>Makes the adapter for this machine.</summary>
    /// <param name="engine">The other adapters.</param>
    public SystemdScheduler(IEngine engine)
        : this(engine, "/", UserFolder())
    {
    }

    /// <summary>Makes the adapter for a system below another folder.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="root">The folder that is '/' there.</param>
    /// <param name="userFolder">Where the account's own units lie.</param>
    public SystemdScheduler(IEngine engine, string root, string userFolder)
    {
        _engine = engine;
        _root = root;
        _folder = engine.IsElevated ? Path.Combine(root, "etc/systemd/system") : userFolder;
        _tool = new SchedulerTool(engine.Processes, Name, "systemctl");
    }

    /// <inheritdoc/>
    public string Name => "systemd";

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public bool CanDelay => true;

    /// <inheritdoc/>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        // sd_booted(3)
        if (!Directory.Exists(Path.Combine(_root, "run/systemd/system")) || _engine.Processes.Find("systemctl") is null) return "it does not run here";
        if (_engine.IsElevated) return null;
        var asked = await _tool.TryAsync(Arguments("show", "--property=Version"), cancellationToken).ConfigureAwait(false);
        return asked.ExitCode == 0 ? null : $"this account has no manager of its own ({SchedulerTool.Words(asked)})";
    }

    /// <inheritdoc/>
    public async Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (TaskFiles.ReadText(ServicePath(name)) is not { } service || TaskFiles.ReadText(TimerPath(name)) is not { } timer) return null;
        var run = await ShowAsync(name + ".service", "ActiveState,ExecMainStartTimestamp,ExecMainCode,ExecMainStatus", cancellationToken).ConfigureAwait(false);
        var next = await ShowAsync(name + ".timer", "NextElapseUSecRealtime", cancellationToken).ConfigureAwait(false);
        var started = Time(run, "ExecMainStartTimestamp");
        return new ScheduledTask
        {
            Account = SystemdUnits.Read(service, "User") ?? _engine.Accounts.Current,
            Command = SystemdUnits.Read(service, "ExecStart") ?? "",
            Schedule = SystemdUnits.ReadSchedule(timer),
            Path = [TimerPath(name), ServicePath(name)],
            LastRun = started,
            LastExitCode = started is null || run["ActiveState"] == "activating" ? null : ExitCode(run),
            NextRun = Time(next, "NextElapseUSecRealtime"),
        };
    }

    /// <inheritdoc/>
    public async Task<SchedulerPlan> PlanAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        var files = Files(task);
        var active = files.AreCurrent
            && (await _tool.TryAsync(Arguments("is-enabled", task.Name + ".timer"), cancellationToken).ConfigureAwait(false)).ExitCode == 0
            && (await _tool.TryAsync(Arguments("is-active", task.Name + ".timer"), cancellationToken).ConfigureAwait(false)).ExitCode == 0;
        return new SchedulerPlan(files.Text, active, await AdviseAsync(task, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task RegisterAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var known = File.Exists(TimerPath(task.Name));

        // Enabled anew and restarted: a timer that runs goes on with the times that it had.
        return Files(task).WriteAsync(
            async () =>
            {
                await RunAsync("daemon-reload").ConfigureAwait(false);
                await RunAsync("enable", task.Name + ".timer").ConfigureAwait(false);
                await RunAsync("restart", task.Name + ".timer").ConfigureAwait(false);
            },
            async () =>
            {
                if (!known) await TryAsync("disable", "--now", task.Name + ".timer").ConfigureAwait(false);
                await TryAsync("daemon-reload").ConfigureAwait(false);
                if (known) await TryAsync("restart", task.Name + ".timer").ConfigureAwait(false);
            });
    }

    /// <inheritdoc/>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await RunAsync("disable", "--now", name + ".timer").ConfigureAwait(false);

        // When it last ran is remembered for Persistent=, and a failure for as long as systemd runs.
        await TryAsync("clean", "--what=state", name + ".timer").ConfigureAwait(false);
        await TryAsync("reset-failed", name + ".service").ConfigureAwait(false);
        var files = new TaskFiles(Name, new Dictionary<string, string> { [TimerPath(name)] = "", [ServicePath(name)] = "" });
        await files.DeleteAsync(() => RunAsync("daemon-reload"), () => TryAsync("enable", "--now", name + ".timer")).ConfigureAwait(false);
    }

    private static string UserFolder()
    {
        var configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } given
            ? given : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        return Path.Combine(configuration, "systemd", "user");
    }

    // As a shell tells of a program that a signal ended.
    private static int? ExitCode(IReadOnlyDictionary<string, string> run)
    {
        if (!int.TryParse(run["ExecMainStatus"], NumberStyles.None, CultureInfo.InvariantCulture, out var status)) return null;
        return run["ExecMainCode"] == Exited ? status : 128 + status;
    }

    private static DateTime? Time(IReadOnlyDictionary<string, string> properties, string property)
    {
        var moment = Moment.Match(properties[property]);
        return moment.Success ? DateTime.ParseExact(moment.Value, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal).ToUniversalTime() : null;
    }

    private string TimerPath(string name) => Path.Combine(_folder, name + ".timer");

    private string ServicePath(string name) => Path.Combine(_folder, name + ".service");

    private TaskFiles Files(RenewalTaskSpec task) => new(Name, new Dictionary<string, string>
    {
        [TimerPath(task.Name)] = SystemdUnits.Timer(task),
        [ServicePath(task.Name)] = SystemdUnits.Service(task, _engine.IsElevated),
    });

    private async Task<IReadOnlyDictionary<string, string>> ShowAsync(string unit, string properties, CancellationToken cancellationToken)
    {
        var shown = await _tool.RunAsync(Arguments("show", unit, "--property=" + properties), null, cancellationToken).ConfigureAwait(false);
        var values = properties.Split(',').ToDictionary(property => property, _ => "");
        foreach (var line in shown.Split('\n').Select(line => line.Trim().Split(['='], 2)).Where(line => line.Length == 2)) values[line[0]] = line[1];
        return values;
    }

    private async Task<string?> AdviseAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        if (_engine.IsElevated || _engine.Processes.Find("loginctl") is null) return null;
        var login = new SchedulerTool(_engine.Processes, Name, "loginctl");
        var asked = await login.TryAsync(["show-user", task.Account, "--property=Linger"], cancellationToken).ConfigureAwait(false);
        return asked.Output.Trim() == "Linger=yes" ? null
            : $"The task runs only while '{task.Account}' is logged in, unless an administrator once runs: loginctl enable-linger {task.Account}";
    }

    private Task RunAsync(params string[] arguments) => _tool.RunAsync(Arguments(arguments), null, CancellationToken.None);

    private Task TryAsync(params string[] arguments) => _tool.TryAsync(Arguments(arguments), CancellationToken.None);

    private string[] Arguments(params string[] arguments) => _engine.IsElevated ? arguments : ["--user", .. arguments];
}
