using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>How the last run of a task ended.</summary>
public enum SslTaskResult
{
    /// <summary>It has not run yet.</summary>
    Never,

    /// <summary>All that was due is renewed and served.</summary>
    Succeeded,

    /// <summary>Something failed; the errors say what.</summary>
    Failed,

    /// <summary>It has begun and not ended: it is at work, or was killed.</summary>
    Unfinished,
}

/// <summary>The task that renews the certificates of a store.</summary>
public sealed record SslRenewalTask
{
    /// <summary>What runs it: systemd, cron, ...</summary>
    public required string Scheduler { get; init; }

    /// <summary>Its name there.</summary>
    public required string Name { get; init; }

    /// <summary>The account that it runs under.</summary>
    public required string Account { get; init; }

    /// <summary>The store whose certificates it renews.</summary>
    public required string StorePath { get; init; }

    /// <summary>What it runs, as the scheduler has it.</summary>
    public required string Command { get; init; }

    /// <summary>When it runs.</summary>
    public required RenewalSchedule Schedule { get; init; }

    /// <summary>When the last run began, UTC; null: never.</summary>
    public DateTime? LastRun { get; init; }

    /// <summary>How the last run ended.</summary>
    public SslTaskResult LastResult { get; init; }

    /// <summary>The exit code of the last run; null where it has not ended.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>When it runs next, UTC; null where the scheduler plans no run.</summary>
    public DateTime? NextRun { get; init; }

    /// <summary>The files that define it; empty where the scheduler keeps it elsewhere.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];
}
