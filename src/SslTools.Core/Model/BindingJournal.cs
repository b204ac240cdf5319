using System.Collections.Generic;

namespace SslTools;

/// <summary>A change under way, written down before the first file is touched: what a killed process leaves, the next run finishes or undoes.</summary>
public sealed record BindingJournal
{
    /// <summary>The web server.</summary>
    public required string Server { get; init; }

    /// <summary>The server's main configuration file.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>The files, with their original content.</summary>
    public required IReadOnlyList<FileEdit> Edits { get; init; }

    /// <summary>The programs that are run, with those that undo them.</summary>
    public IReadOnlyList<ServerCommand> Commands { get; init; } = [];

    /// <summary>The bindings to remember once the change is proved.</summary>
    public IReadOnlyList<BindingRecord> Remembered { get; init; } = [];

    /// <summary>The bindings to forget once the change is proved.</summary>
    public IReadOnlyList<BindingRecord> Forgotten { get; init; } = [];

    /// <summary>Whether the change was proved: then only the bindings remain to be written down.</summary>
    public bool Proved { get; init; }
}
