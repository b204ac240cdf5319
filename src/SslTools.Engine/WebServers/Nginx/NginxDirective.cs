using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>A word of a directive.</summary>
/// <param name="Value">As nginx understands it: quotes and escapes resolved.</param>
/// <param name="Start">Where it begins in the file, with its quote.</param>
/// <param name="End">Where it ends, with its quote.</param>
internal readonly record struct NginxToken(string Value, int Start, int End);

/// <summary>A directive, with its block where it has one, and its exact place in the file.</summary>
internal sealed class NginxDirective
{
    /// <summary>Makes a directive.</summary>
    /// <param name="source">The file.</param>
    /// <param name="tokens">The words; at least one.</param>
    /// <param name="line">The line of the first word.</param>
    public NginxDirective(NginxSource source, IReadOnlyList<NginxToken> tokens, int line)
    {
        Source = source;
        Tokens = tokens;
        Line = line;
    }

    /// <summary>The file.</summary>
    public NginxSource Source { get; }

    /// <summary>The words: the name, then the arguments.</summary>
    public IReadOnlyList<NginxToken> Tokens { get; }

    /// <summary>The line of the first word, from 1.</summary>
    public int Line { get; }

    /// <summary>The name.</summary>
    public string Name => Tokens[0].Value;

    /// <summary>The arguments.</summary>
    public IEnumerable<string> Arguments => Tokens.Skip(1).Select(token => token.Value);

    /// <summary>Where it begins.</summary>
    public int Start => Tokens[0].Start;

    /// <summary>Where it ends: after the semicolon or the closing brace.</summary>
    public int End { get; set; }

    /// <summary>For a block: the position after the opening brace; otherwise 0.</summary>
    public int BodyStart { get; set; }

    /// <summary>For a block: the position of the closing brace.</summary>
    public int BodyEnd => End - 1;

    /// <summary>For a block what stands in it; for others null.</summary>
    public IReadOnlyList<NginxDirective>? Children { get; set; }

    /// <summary>File and line, for messages.</summary>
    public string Place => $"{Source.Path}:{Line}";

    /// <summary>Its text in the file.</summary>
    public string Text => Source.Text.Substring(Start, End - Start);

    /// <summary>Whether it says the same as another, in whatever spelling.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when words and block are the same.</returns>
    public bool SaysTheSameAs(NginxDirective other) =>
        Tokens.Select(t => t.Value).SequenceEqual(other.Tokens.Select(t => t.Value))
        && (Children is null) == (other.Children is null)
        && (Children ?? []).Count == (other.Children ?? []).Count
        && (Children ?? []).Zip(other.Children ?? [], (a, b) => a.SaysTheSameAs(b)).All(same => same);
}

/// <summary>A file of the configuration.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Text">Its text, one character a byte.</param>
internal sealed record NginxSource(string Path, string Text)
{
    /// <summary>What stands in it.</summary>
    public IReadOnlyList<NginxDirective> Directives { get; set; } = [];
}
