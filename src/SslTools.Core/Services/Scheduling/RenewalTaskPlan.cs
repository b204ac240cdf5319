using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked task, ready to be shown and registered.</summary>
/// <param name="Task">The task.</param>
/// <param name="Scheduler">What will run it.</param>
/// <param name="Details">What the scheduler will do.</param>
/// <param name="Replaced">Other schedulers, which run a task for this store now.</param>
public sealed record RenewalTaskPlan(RenewalTaskSpec Task, ITaskScheduler Scheduler, SchedulerPlan Details, IReadOnlyList<ITaskScheduler> Replaced)
{
    /// <summary>Whether it is registered so already.</summary>
    public bool IsCurrent => Details.IsCurrent && Replaced.Count == 0;

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"Have {Scheduler.Name} renew the certificates of '{Task.StorePath}' as {Task.Account} every day at {Task.Schedule}, by the task '{Task.Name}'"
        + string.Concat(Replaced.Select(other => $", and no longer {other.Name}"))
        + $":\n{Details.Text}";
}
