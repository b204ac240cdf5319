using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Scheduling;

/// <summary>cron, where there is nothing better: a file in /etc/cron.d for root, a marked block in the account's crontab for others.</summary>
public sealed class CronScheduler : ITaskScheduler
{
    private readonly IEngine _engine;
    private readonly string _folder;

    /// <summary>Makes the adapter for this machine.</summary>
    /// <param name="engine">The other adapters.</param>
    public CronScheduler(IEngine engine)
        : this(engine, "/etc/cron.d")
    {
    }

    /// <summary>Makes the adapter with a folder of its own.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="folder">The folder that is /etc/cron.d there.</param>
    public CronScheduler(IEngine engine, string folder)
    {
        _engine = engine;
        _folder = folder;
    }

    /// <inheritdoc/>
    public string Name => "cron";

    /// <inheritdoc/>
    public int Rank => 1;

    /// <inheritdoc/>
    public bool CanDelay => false;

    private Crontab Own => new(_engine.Processes);

    // A file of its own leaves root's crontab alone. The crons of BusyBox and BSD read no such folder.
    private bool HasFolder => _engine.IsElevated && Directory.Exists(_folder);

    /// <inheritdoc/>
    public async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return "Windows has none";
        if (_engine.Processes.Find("crontab") is null) return "it is not installed";
        if (HasFolder) return null;
        try
        {
            await Own.ReadAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SslToolsException e)
        {
            // cron.allow, cron.deny
            return e.Message.TrimEnd('.');
        }
    }

    /// <inheritdoc/>
    public async Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var text = HasFolder ? TaskFiles.ReadText(PathOf(name)) : Crontab.Find(await Own.ReadAsync(cancellationToken).ConfigureAwait(false), name);
        if (text is null || CronText.Read(text, HasFolder) is not { } read) return null;
        return new ScheduledTask
        {
            Account = read.Account ?? _engine.Accounts.Current,
            Command = read.Command,
            Schedule = read.Schedule,
            Path = HasFolder ? [PathOf(name)] : [],
        };
    }

    /// <inheritdoc/>
    public async Task<SchedulerPlan> PlanAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        var advice = IsRunning() ? null : "No cron runs on this machine at present: start it, and have it started with the machine.";
        if (HasFolder)
        {
            var files = Files(task);
            return new SchedulerPlan(files.Text, files.AreCurrent, advice);
        }

        if (task.Account != _engine.Accounts.Current)
            throw SslError.SchedulerFailed(Name, $"this cron reads no {_folder}, so that '{task.Account}' alone can register its task");
        var block = Crontab.Block(task.Name, CronText.Lines(task, false));
        var present = await Own.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new SchedulerPlan($"# the crontab of {task.Account}\n{block}", present.Contains(block), advice);
    }

    /// <inheritdoc/>
    public Task RegisterAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return HasFolder
            ? Files(task).WriteAsync(() => Task.CompletedTask, () => Task.CompletedTask)
            : Own.ReplaceAsync(task.Name, CronText.Lines(task, false));
    }

    /// <inheritdoc/>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (HasFolder)
            await new TaskFiles(Name, new Dictionary<string, string> { [PathOf(name)] = "" }).DeleteAsync(() => Task.CompletedTask, () => Task.CompletedTask).ConfigureAwait(false);
        else
            await Own.ReplaceAsync(name, null).ConfigureAwait(false);
    }

    private static bool IsRunning() => new[] { "cron", "crond" }.Any(name =>
    {
        var processes = Process.GetProcessesByName(name);
        foreach (var process in processes) process.Dispose();
        return processes.Length > 0;
    });

    private string PathOf(string name) => Path.Combine(_folder, name);

    private TaskFiles Files(RenewalTaskSpec task) => new(Name, new Dictionary<string, string>
    {
        [PathOf(task.Name)] = $"""
            # Written by Register-SslRenewalTask, which may write it anew. Unregister-SslRenewalTask removes it.
            # It renews the certificates of {task.StorePath}
            SHELL=/bin/sh
            {CronText.Lines(task, true)}
            """,
    });
}
