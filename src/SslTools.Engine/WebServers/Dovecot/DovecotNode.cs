using System.Collections.Generic;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>A file of the configuration.</summary>
/// <param name="Path">The file itself; symbolic links are resolved. Empty for what the program has by itself.</param>
/// <param name="Text">Its text, one character a byte.</param>
internal sealed record DovecotSource(string Path, string Text);

/// <summary>Something that stands in a file.</summary>
internal abstract class DovecotNode
{
    /// <summary>The file.</summary>
    public required DovecotSource Source { get; init; }

    /// <summary>The first word.</summary>
    public required string Key { get; init; }

    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Where it begins.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends: for a section after its closing brace.</summary>
    public int End { get; set; }

    /// <summary>File and line.</summary>
    public string Place => $"{Source.Path}:{Line}";
}

/// <summary>"key = value".</summary>
internal sealed class DovecotSetting : DovecotNode
{
    /// <summary>The value; quotes are resolved.</summary>
    public required string Value { get; init; }

    /// <summary>Whether the value is what a file holds: "key = &lt;path".</summary>
    public bool IsFile { get; init; }

    /// <summary>Whether the value stands in quotes.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Where the value begins, with its sign or quote.</summary>
    public required int ValueStart { get; init; }
}

/// <summary>"key name { ... }".</summary>
internal sealed class DovecotSection : DovecotNode
{
    /// <summary>Its name; empty where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>What stands in it.</summary>
    public List<DovecotNode> Children { get; } = [];
}

/// <summary>"!include path", or "!include_try path".</summary>
internal sealed class DovecotInclude : DovecotNode
{
    /// <summary>The path, or a pattern.</summary>
    public required string Path { get; init; }

    /// <summary>Whether there need not be such a file.</summary>
    public bool IsOptional => Key == "!include_try";
}
