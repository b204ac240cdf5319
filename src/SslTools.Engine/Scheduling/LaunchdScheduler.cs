using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Scheduling;

/// <summary>launchd on macOS: a daemon for root, an agent of the account's session for others.</summary>
public sealed class LaunchdScheduler : ITaskScheduler
{
    private readonly IEngine _engine;
    private readonly SchedulerTool _tool;
    private readonly string _folder;
    private readonly bool _isHere;

    /// <summary>Makes the adapter for this machine.</summary>
    /// <param name="engine">The other adapters.</param>
    public LaunchdScheduler(IEngine engine)
        : this(
            engine,
            engine.IsElevated ? "/Library/LaunchDaemons" : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library/LaunchAgents"),
            RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
    {
    }

    /// <summary>Makes the adapter with a folder of its own.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="folder">Where property lists lie.</param>
    /// <param name="isHere">Whether this machine has launchd.</param>
    public LaunchdScheduler(IEngine engine, string folder, bool isHere)
    {
        _engine = engine;
        _folder = folder;
        _isHere = isHere;
        _tool = new SchedulerTool(engine.Processes, Name, "launchctl");
    }

    /// <inheritdoc/>
    public string Name => "launchd";

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public bool CanDelay => false;

    /// <inheritdoc/>
    public Task<string?> FindObstacleAsync(CancellationToken cancellationToken) => Task.FromResult(_isHere ? null : "only macOS has it");

    /// <inheritdoc/>
    // launchctl tells an exit code, but not of when: the store's own record says both.
    public Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (TaskFiles.ReadText(PathOf(name)) is not { } list) return Task.FromResult<ScheduledTask?>(null);
        var (account, command, schedule) = LaunchdList.Read(list);
        return Task.FromResult<ScheduledTask?>(new ScheduledTask
        {
            Account = account ?? _engine.Accounts.Current,
            Command = command,
            Schedule = schedule,
            Path = [PathOf(name)],
        });
    }

    /// <inheritdoc/>
    public async Task<SchedulerPlan> PlanAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        var files = Files(task);
        var loaded = files.AreCurrent && (await PrintAsync(task.Name, cancellationToken).ConfigureAwait(false)).ExitCode == 0;
        var advice = _engine.IsElevated ? null : $"The task runs only while '{task.Account}' is logged in.";
        return new SchedulerPlan(files.Text, loaded, advice);
    }

    /// <inheritdoc/>
    public Task RegisterAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Files(task).WriteAsync(() => LoadAsync(task.Name, true), () => LoadAsync(task.Name, false));
    }

    /// <inheritdoc/>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _tool.TryAsync(["bootout", $"{Domain()}/{name}"], CancellationToken.None).ConfigureAwait(false);
        await new TaskFiles(Name, new Dictionary<string, string> { [PathOf(name)] = "" })
            .DeleteAsync(() => Task.CompletedTask, () => LoadAsync(name, false)).ConfigureAwait(false);
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".plist");

    private TaskFiles Files(RenewalTaskSpec task) =>
        new(Name, new Dictionary<string, string> { [PathOf(task.Name)] = LaunchdList.Write(task, _engine.IsElevated) });

    // What is loaded keeps the definition that it was loaded with.
    private async Task LoadAsync(string name, bool must)
    {
        var domain = Domain();
        await _tool.TryAsync(["bootout", $"{domain}/{name}"], CancellationToken.None).ConfigureAwait(false);
        if (must) await _tool.RunAsync(["bootstrap", domain, PathOf(name)], null, CancellationToken.None).ConfigureAwait(false);
        else if (File.Exists(PathOf(name))) await _tool.TryAsync(["bootstrap", domain, PathOf(name)], CancellationToken.None).ConfigureAwait(false);
    }

    private Task<ProcessResult> PrintAsync(string name, CancellationToken cancellationToken) =>
        _tool.TryAsync(["print", $"{Domain()}/{name}"], cancellationToken);

    private string Domain() => _engine.IsElevated ? "system" : "gui/" + _engine.Processes.RunAsync(
        "id", ["-u"], null, TimeSpan.FromSeconds(10), CancellationToken.None).GetAwaiter().GetResult().Output.Trim();
}
