using System;

namespace SslTools;

/// <summary>A run of Update-SslCertificate for a whole store, as the store remembers it (collection <c>renewal-runs</c>).</summary>
public sealed record RenewalRun
{
    /// <summary>The collection.</summary>
    public const string Collection = "renewal-runs";

    /// <summary>The document of the last run; earlier runs are its earlier versions.</summary>
    public const string Last = "last";

    /// <summary>When it began, UTC.</summary>
    public required DateTime Started { get; init; }

    /// <summary>When it ended, UTC; null while it is at work, and for good where it was killed.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>What the program that ran it gives as its exit code: 1 where anything failed.</summary>
    public int ExitCode { get; init; }

    /// <summary>How many certificates were renewed.</summary>
    public int Renewed { get; init; }

    /// <summary>How many were not due.</summary>
    public int NotDue { get; init; }

    /// <summary>How many wait after failures.</summary>
    public int Waiting { get; init; }

    /// <summary>How many failed.</summary>
    public int Failed { get; init; }
}
