using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The task that renews a store's certificates. A store has one, whose name is derived from the store's path.</summary>
public sealed class RenewalTaskService
{
    private static readonly TimeSpan RandomDelay = TimeSpan.FromHours(1);

    private readonly IEngine _engine;
    private readonly IStore _store;
    private readonly IReporter _reporter;
    private readonly string _name;

    /// <summary>Makes the service.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    /// <param name="reporter">Tells the user.</param>
    public RenewalTaskService(IEngine engine, IStore store, IReporter reporter)
    {
        _engine = engine;
        _store = store;
        _reporter = reporter;
        _name = NameFor(store.Location);
    }

    /// <summary>The name of a store's task.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <returns>Letters, digits and hyphens.</returns>
    public static string NameFor(string storePath)
    {
        var path = storePath.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return "ssltools-renewal-" + ShortDigest.Of(RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? path.ToLowerInvariant() : path, 4);
    }

    /// <summary>Finds out what is to be done; changes nothing.</summary>
    /// <param name="options">What the user asks for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">UnknownScheduler, SchedulerUnavailable, NoScheduler, StoreOfAnother, UnusablePath, ProgramNotFound, SchedulerFailed.</exception>
    public async Task<RenewalTaskPlan> PlanAsync(RenewalTaskOptions options, CancellationToken cancellationToken)
    {
        var usable = await UsableAsync(cancellationToken).ConfigureAwait(false);
        var scheduler = await ChooseAsync(options.Scheduler, usable, cancellationToken).ConfigureAwait(false);
        var found = new List<ITaskScheduler>();
        foreach (var other in usable.Where(other => other != scheduler))
        {
            if (await other.FindAsync(_name, cancellationToken).ConfigureAwait(false) is not null) found.Add(other);
        }

        var task = await SpecAsync(options, scheduler, cancellationToken).ConfigureAwait(false);
        return new RenewalTaskPlan(task, scheduler, await scheduler.PlanAsync(task, cancellationToken).ConfigureAwait(false), found);
    }

    /// <summary>Registers the task; nothing is changed where it is registered so already.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The task as it is registered.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed, WriteFailed.</exception>
    public async Task<SslRenewalTask> RegisterAsync(RenewalTaskPlan plan, CancellationToken cancellationToken)
    {
        if (!plan.Details.IsCurrent)
        {
            _engine.Files.CreateFolder(plan.Task.StorePath);
            await plan.Scheduler.RegisterAsync(plan.Task, cancellationToken).ConfigureAwait(false);
        }

        foreach (var other in plan.Replaced) await other.UnregisterAsync(_name, cancellationToken).ConfigureAwait(false);
        if (plan.Details.Advice is { } advice) _reporter.Warning(advice);
        var task = await plan.Scheduler.FindAsync(_name, cancellationToken).ConfigureAwait(false)
            ?? throw SslError.SchedulerFailed(plan.Scheduler.Name, "it took the task and does not have it");
        return await DescribeAsync(plan.Scheduler, task, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the store's task.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The task, or none; one for each scheduler where several were registered by hand.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed, CorruptEntry.</exception>
    public async Task<IReadOnlyList<SslRenewalTask>> ListAsync(CancellationToken cancellationToken)
    {
        var tasks = new List<SslRenewalTask>();
        foreach (var scheduler in await UsableAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await scheduler.FindAsync(_name, cancellationToken).ConfigureAwait(false) is { } task)
                tasks.Add(await DescribeAsync(scheduler, task, cancellationToken).ConfigureAwait(false));
        }

        return tasks;
    }

    /// <summary>Removes the task.</summary>
    /// <param name="task">One of <see cref="ListAsync"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed, WriteFailed.</exception>
    public async Task UnregisterAsync(SslRenewalTask task, CancellationToken cancellationToken)
    {
        var scheduler = _engine.Schedulers.Single(scheduler => scheduler.Name == task.Scheduler);
        await scheduler.UnregisterAsync(task.Name, cancellationToken).ConfigureAwait(false);
        _engine.Files.Delete(RenewalTaskSpec.LogOf(task.StorePath));
    }

    private async Task<IReadOnlyList<ITaskScheduler>> UsableAsync(CancellationToken cancellationToken)
    {
        var usable = new List<ITaskScheduler>();
        foreach (var scheduler in _engine.Schedulers.OrderBy(scheduler => scheduler.Rank))
        {
            if (await scheduler.FindObstacleAsync(cancellationToken).ConfigureAwait(false) is null) usable.Add(scheduler);
        }

        return usable;
    }

    private async Task<ITaskScheduler> ChooseAsync(string? name, IReadOnlyList<ITaskScheduler> usable, CancellationToken cancellationToken)
    {
        if (name is not null)
        {
            var named = _engine.Schedulers.FirstOrDefault(scheduler => scheduler.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw SslError.UnknownScheduler(name, _engine.Schedulers.Select(scheduler => scheduler.Name));
            return await named.FindObstacleAsync(cancellationToken).ConfigureAwait(false) is { } why ? throw SslError.SchedulerUnavailable(named.Name, why) : named;
        }

        if (usable.Count > 0) return usable[0];
        var obstacles = new List<string>();
        foreach (var scheduler in _engine.Schedulers)
            obstacles.Add($"{scheduler.Name}: {await scheduler.FindObstacleAsync(cancellationToken).ConfigureAwait(false)}");
        throw SslError.NoScheduler(string.Join("; ", obstacles));
    }

    private async Task<RenewalTaskSpec> SpecAsync(RenewalTaskOptions options, ITaskScheduler scheduler, CancellationToken cancellationToken)
    {
        var account = _engine.Accounts.KeeperOf(_store.Location);
        if (!_engine.IsElevated && account != _engine.Accounts.Current) throw SslError.StoreOfAnother(_store.Location, account, _engine.Accounts.Current);
        var parameters = options.Parameters.Prepend(new KeyValuePair<string, object>("StorePath", _store.Location));
        var command = RenewalCommandLine.Compose(_engine.Processes, options.Manifest, parameters);
        var places = await new RenewalPlaces(_engine, _store).ListAsync(cancellationToken).ConfigureAwait(false);
        var unusable = command.Arguments.Append(command.Program).Concat(places).FirstOrDefault(text => text.Any(char.IsControl));
        if (unusable is not null) throw SslError.UnusablePath(unusable);
        var known = await scheduler.FindAsync(_name, cancellationToken).ConfigureAwait(false);
        return new RenewalTaskSpec
        {
            Name = _name,
            Account = account,
            StorePath = _store.Location,
            Command = command,
            Schedule = options.Times.Count > 0 ? new RenewalSchedule(options.Times) : Usual(scheduler, known?.Schedule),
            WritablePaths = places,
        };
    }

    // A minute that is chosen once is kept, so that registering again changes nothing.
    private static RenewalSchedule Usual(ITaskScheduler scheduler, RenewalSchedule? known) => RenewalSchedule.TwiceADay(
        known?.IsTwiceADay == true ? (int)known.Times[0].TotalMinutes : new Random().Next(12 * 60), scheduler.CanDelay ? RandomDelay : TimeSpan.Zero);

    private async Task<SslRenewalTask> DescribeAsync(ITaskScheduler scheduler, ScheduledTask task, CancellationToken cancellationToken)
    {
        var run = await new RenewalRuns(_engine, _store, _reporter).FindLastAsync(cancellationToken).ConfigureAwait(false);

        // The store knows what was done, the scheduler whether it came that far; schedulers forget, or never knew.
        var byStore = run is not null && !(task.LastRun > run.Started) && (run.Ended is not null || task.LastExitCode is null);
        var exitCode = byStore ? run!.Ended is null ? null : run.ExitCode : task.LastExitCode;
        var lastRun = byStore ? run!.Started : task.LastRun;
        return new SslRenewalTask
        {
            Scheduler = scheduler.Name,
            Name = _name,
            Account = task.Account,
            StorePath = _store.Location,
            Command = task.Command,
            Schedule = task.Schedule,
            LastRun = lastRun,
            LastExitCode = exitCode,
            LastResult = lastRun is null ? SslTaskResult.Never
                : exitCode is null ? SslTaskResult.Unfinished
                : exitCode == 0 ? SslTaskResult.Succeeded : SslTaskResult.Failed,
            NextRun = task.NextRun ?? task.Schedule.NextAfter(_engine.Clock.UtcNow, TimeZoneInfo.Local),
            Path = task.Path,
        };
    }
}
