using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>A statement with its exact place in the file: an assignment, an include, a condition with its block, an else, a global block.</summary>
/// <param name="Source">The file.</param>
/// <param name="Head">Its words before the expression: 'ssl.engine', '=' or 'include' or '$', 'HTTP', '[', 'host', ']', '==' or 'else' or 'global'.</param>
/// <param name="Expression">The words of its expression; none for else and global.</param>
internal sealed record LighttpdStatement(LighttpdSource Source, IReadOnlyList<LighttpdToken> Head, IReadOnlyList<LighttpdToken> Expression)
{
    /// <summary>Where it begins; for a part of a chain of else with the word else.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends.</summary>
    public int End { get; set; }

    /// <summary>For a block: the position after the opening brace.</summary>
    public int BodyStart { get; set; }

    /// <summary>For a block what stands in it; for others null.</summary>
    public IReadOnlyList<LighttpdStatement>? Children { get; set; }

    /// <summary>For what follows an else: the condition before; otherwise null.</summary>
    public LighttpdStatement? Previous { get; init; }

    /// <summary>The line, from 1.</summary>
    public int Line => Head[0].Line;

    /// <summary>What is assigned, or 'include', 'include_shell', 'global', 'else', '$'.</summary>
    public string Name => Head[0].Value;

    /// <summary>The operator of an assignment; empty for others.</summary>
    public string Operator => Head.Count == 2 && Children is null ? Head[1].Value : "";

    /// <summary>Whether it is a condition with a block.</summary>
    public bool IsCondition => Head[0].Is("$");

    /// <summary>File and line, for messages.</summary>
    public string Place => $"{Source.Path}:{Line}";

    /// <summary>Its text in the file.</summary>
    public string Text => Source.Text.Substring(Start, End - Start);

    /// <summary>Whether it says the same as another, in whatever spelling.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when it does.</returns>
    public bool SaysTheSameAs(LighttpdStatement other) =>
        Words(this).SequenceEqual(Words(other)) && (Children is null) == (other.Children is null) && (Children ?? []).Count == (other.Children ?? []).Count
        && (Children ?? []).Zip(other.Children ?? [], (a, b) => a.SaysTheSameAs(b)).All(same => same);

    private static IEnumerable<(LighttpdKind, string)> Words(LighttpdStatement statement) =>
        statement.Head.Concat(statement.Expression).Where(word => !word.Is(",")).Select(word => (word.Kind, word.Value));
}

/// <summary>A file of the configuration.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Text">Its text, one character a byte.</param>
internal sealed record LighttpdSource(string Path, string Text)
{
    /// <summary>What stands in it.</summary>
    public IReadOnlyList<LighttpdStatement> Statements { get; set; } = [];
}
