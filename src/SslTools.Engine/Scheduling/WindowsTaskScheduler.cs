using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Scheduling;

/// <summary>The Task Scheduler of Windows: as SYSTEM for an administrator, as the account itself for others.</summary>
public sealed class WindowsTaskScheduler : ITaskScheduler
{
    // SCHED_S_TASK_RUNNING and SCHED_S_TASK_HAS_NOT_RUN
    private const long IsRunning = 0x41301;
    private const long HasNotRun = 0x41303;

    private readonly IEngine _engine;
    private readonly SchedulerTool _tool;
    private readonly SchedulerTool _shell;
    private readonly bool _isHere;

    /// <summary>Makes the adapter for this machine.</summary>
    /// <param name="engine">The other adapters.</param>
    public WindowsTaskScheduler(IEngine engine)
        : this(engine, RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
    {
    }

    /// <summary>Makes the adapter.</summary>
    /// <param name="engine">The other adapters.</param>
    /// <param name="isHere">Whether this machine is Windows.</param>
    public WindowsTaskScheduler(IEngine engine, bool isHere)
    {
        _engine = engine;
        _isHere = isHere;
        _tool = new SchedulerTool(engine.Processes, Name, "schtasks");
        _shell = new SchedulerTool(engine.Processes, Name, "powershell");
    }

    /// <inheritdoc/>
    public string Name => "TaskScheduler";

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public bool CanDelay => true;

    /// <inheritdoc/>
    public Task<string?> FindObstacleAsync(CancellationToken cancellationToken) => Task.FromResult(_isHere ? null : "only Windows has it");

    /// <inheritdoc/>
    public async Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, cancellationToken).ConfigureAwait(false) is not { } definition) return null;

        // schtasks writes dates in the user's language; the cmdlet leaves that to us. Where nothing ran, the date is none.
        var shown = await _shell.RunAsync(
            [
                "-NoProfile", "-NonInteractive", "-Command",
                $"Get-ScheduledTaskInfo -TaskName {name} -ErrorAction Stop | ForEach-Object {{ '{{0}}|{{1}}|{{2}}' -f "
                    + "$(if ($_.LastRunTime) { $_.LastRunTime.ToUniversalTime().ToString('s') }), $_.LastTaskResult, $(if ($_.NextRunTime) { $_.NextRunTime.ToUniversalTime().ToString('s') }) }",
            ],
            null, cancellationToken).ConfigureAwait(false);
        var fields = shown.Trim().Split('|');
        var result = long.Parse(fields[1], CultureInfo.InvariantCulture);
        return new ScheduledTask
        {
            Account = definition.Account,
            Command = $"{definition.Program} {definition.Arguments}",
            Schedule = definition.Schedule,
            LastRun = result == HasNotRun ? null : Moment(fields[0]),
            LastExitCode = result is HasNotRun or IsRunning ? null : unchecked((int)result),
            NextRun = Moment(fields[2]),
        };
    }

    /// <inheritdoc/>
    public async Task<SchedulerPlan> PlanAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        var definition = WindowsTask.For(task);
        var present = await ReadAsync(task.Name, cancellationToken).ConfigureAwait(false);
        var advice = _engine.IsElevated ? null : $"The task runs only while '{task.Account}' is logged on; registered by an administrator, it runs always.";
        return new SchedulerPlan($"# {task.Name}\n{definition.ToXml()}", present is not null && present.RunsAs(definition), advice);
    }

    /// <inheritdoc/>
    public async Task RegisterAsync(RenewalTaskSpec task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = Path.Combine(Path.GetTempPath(), $"ssltools-{Guid.NewGuid():n}.xml");
        try
        {
            SecureFiles.WriteNew(path, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(WindowsTask.For(task).ToXml())]);
            await _tool.RunAsync(["/Create", "/TN", task.Name, "/XML", path, "/F"], null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.SchedulerFailed(Name, e.Message, e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _tool.RunAsync(["/Delete", "/TN", name, "/F"], null, CancellationToken.None).ConfigureAwait(false);
    }

    private static DateTime? Moment(string text) =>
        text.Length == 0 ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private async Task<WindowsTask?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var shown = await _tool.TryAsync(["/Query", "/TN", name, "/XML", "ONE"], cancellationToken).ConfigureAwait(false);
        return shown.ExitCode == 0 ? WindowsTask.Read(shown.Output) : null;
    }
}
