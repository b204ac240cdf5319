using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A task as its scheduler has it.</summary>
public sealed record ScheduledTask
{
    /// <summary>The account that it runs under.</summary>
    public required string Account { get; init; }

    /// <summary>What it runs, as the scheduler has it.</summary>
    public required string Command { get; init; }

    /// <summary>When it runs.</summary>
    public required RenewalSchedule Schedule { get; init; }

    /// <summary>The files that define it.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>When the scheduler last began it, UTC; null where it does not know.</summary>
    public DateTime? LastRun { get; init; }

    /// <summary>The exit code of that run; null while it is at work.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>When the scheduler says that it runs next, UTC; null where it does not say.</summary>
    public DateTime? NextRun { get; init; }
}

/// <summary>What a scheduler is to do to run a task.</summary>
/// <param name="Text">The whole of it, as it will stand in the scheduler's files.</param>
/// <param name="IsCurrent">Whether the scheduler has it so already.</param>
/// <param name="Advice">What the user must see to for it to run; or null.</param>
public sealed record SchedulerPlan(string Text, bool IsCurrent, string? Advice);
