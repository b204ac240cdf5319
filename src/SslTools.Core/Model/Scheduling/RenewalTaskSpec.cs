using System.Collections.Generic;

namespace SslTools;

/// <summary>A program with its arguments, each kept apart: a scheduler quotes them in its own way.</summary>
/// <param name="Program">A full path.</param>
/// <param name="Arguments">The arguments.</param>
public sealed record TaskCommand(string Program, IReadOnlyList<string> Arguments);

/// <summary>The task that a scheduler is to run.</summary>
public sealed record RenewalTaskSpec
{
    /// <summary>Its name: letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The account that it runs under.</summary>
    public required string Account { get; init; }

    /// <summary>The store.</summary>
    public required string StorePath { get; init; }

    /// <summary>What it runs.</summary>
    public required TaskCommand Command { get; init; }

    /// <summary>When it runs.</summary>
    public required RenewalSchedule Schedule { get; init; }

    /// <summary>The folders that a renewal writes: the store, configurations of servers, web roots.</summary>
    public required IReadOnlyList<string> WritablePaths { get; init; }

    /// <summary>Where a scheduler that keeps no journal of its own puts what the last run said.</summary>
    public string LogPath => LogOf(StorePath);

    /// <summary>Where such a scheduler puts what the last run of a store's task said.</summary>
    /// <param name="storePath">The store.</param>
    /// <returns>The file.</returns>
    public static string LogOf(string storePath) => System.IO.Path.Combine(storePath, "renewal.log");
}
