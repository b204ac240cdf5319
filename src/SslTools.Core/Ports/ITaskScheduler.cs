using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// What runs a command at times of the day. One file per scheduler under Engine/Scheduling; each is found by reflection.
/// A task is told by its name. A change that fails leaves what was there before.
/// </summary>
public interface ITaskScheduler
{
    /// <summary>The name for -Scheduler.</summary>
    string Name { get; }

    /// <summary>Of those that can be used, the lowest is the default.</summary>
    int Rank { get; }

    /// <summary>Whether it can begin a run later by a random time.</summary>
    bool CanDelay { get; }

    /// <summary>Whether this account can use it on this machine.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Why not, or null.</returns>
    Task<string?> FindObstacleAsync(CancellationToken cancellationToken);

    /// <summary>Finds a task; called only where there is no obstacle.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The task, or null.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed.</exception>
    Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Finds out what is to be done; changes nothing.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed.</exception>
    Task<SchedulerPlan> PlanAsync(RenewalTaskSpec task, CancellationToken cancellationToken);

    /// <summary>Makes the task, or changes it to this.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed; what was there before still is.</exception>
    Task RegisterAsync(RenewalTaskSpec task, CancellationToken cancellationToken);

    /// <summary>Removes a task that is there, with all that was made for it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">SchedulerFailed.</exception>
    Task UnregisterAsync(string name, CancellationToken cancellationToken);
}
