using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A directive or a section, with its exact place in the file.</summary>
internal sealed class ApacheDirective
{
    /// <summary>Makes a directive.</summary>
    /// <param name="source">The file.</param>
    /// <param name="line">Its line; continued lines are one.</param>
    /// <param name="name">Its name; of a section the one after the bracket.</param>
    /// <param name="arguments">What follows the name, as written.</param>
    /// <param name="argumentsStart">Where that begins in <see cref="ApacheLine.Text"/>.</param>
    public ApacheDirective(ApacheSource source, ApacheLine line, string name, string arguments, int argumentsStart)
    {
        Source = source;
        Line = line.Number;
        Name = name;
        Arguments = arguments;
        Start = line.Start;
        End = line.End;
        ArgumentsStart = line.At(argumentsStart);
        ArgumentsEnd = arguments.Length == 0 ? ArgumentsStart : line.At(argumentsStart + arguments.Length - 1) + 1;
        BodyStart = line.End;
    }

    /// <summary>The file.</summary>
    public ApacheSource Source { get; }

    /// <summary>The line on which it begins, from 1.</summary>
    public int Line { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The arguments as written, on one line; variables are not resolved.</summary>
    public string Arguments { get; }

    /// <summary>Where it begins.</summary>
    public int Start { get; }

    /// <summary>Where it ends: of a section after the closing bracket.</summary>
    public int End { get; set; }

    /// <summary>Where its arguments begin.</summary>
    public int ArgumentsStart { get; }

    /// <summary>Where its arguments end.</summary>
    public int ArgumentsEnd { get; }

    /// <summary>Of a section, where its first line ends.</summary>
    public int BodyStart { get; set; }

    /// <summary>Of a section, where its last line begins.</summary>
    public int BodyEnd { get; set; }

    /// <summary>Of a section what stands in it; of others null.</summary>
    public IReadOnlyList<ApacheDirective>? Children { get; set; }

    /// <summary>Whether the content is not Apache's language, or not yet: Perl, a macro.</summary>
    public bool IsRaw { get; set; }

    /// <summary>File and line, for messages.</summary>
    public string Place => $"{Source.Path}:{Line}";

    /// <summary>Its text in the file.</summary>
    public string Text => Source.Text.Substring(Start, End - Start);

    /// <summary>Whether it has a name.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>True when it has.</returns>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>It and all that stand in it.</summary>
    /// <returns>The directives, in their order.</returns>
    public IEnumerable<ApacheDirective> WithAll() => (Children ?? []).SelectMany(child => child.WithAll()).Prepend(this);
}

/// <summary>A file of the configuration.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Text">Its text, one character a byte.</param>
internal sealed record ApacheSource(string Path, string Text)
{
    /// <summary>What stands in it.</summary>
    public IReadOnlyList<ApacheDirective> Directives { get; set; } = [];

    /// <summary>Whether it is no file but what a macro or the command line says: it can't be edited.</summary>
    public bool IsGenerated { get; init; }
}
