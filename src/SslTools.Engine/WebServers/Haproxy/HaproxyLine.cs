using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A word of a line.</summary>
/// <param name="Value">As HAProxy understands it: quotes, escapes and variables resolved.</param>
/// <param name="Start">Where it begins in the file, with its quote.</param>
/// <param name="End">Where it ends, with its quote.</param>
internal readonly record struct HaproxyWord(string Value, int Start, int End);

/// <summary>A file of the configuration.</summary>
/// <param name="Path">The file itself; symbolic links are resolved.</param>
/// <param name="Text">Its text, one character a byte.</param>
internal sealed record HaproxySource(string Path, string Text)
{
    /// <summary>The lines that say something.</summary>
    public IReadOnlyList<HaproxyLine> Lines { get; set; } = [];
}

/// <summary>A line that says something: a statement is one line, nothing goes on with the next (configuration.txt, 2.1).</summary>
internal sealed class HaproxyLine
{
    /// <summary>Makes a line.</summary>
    /// <param name="source">The file.</param>
    /// <param name="words">The words; at least one.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where the next one begins.</param>
    /// <param name="isConditional">Whether it stands between .if and .endif.</param>
    public HaproxyLine(HaproxySource source, IReadOnlyList<HaproxyWord> words, int number, int start, int end, bool isConditional)
    {
        (Source, Words, Number, Start, End, IsConditional) = (source, words, number, start, end, isConditional);
    }

    /// <summary>The file.</summary>
    public HaproxySource Source { get; }

    /// <summary>The words: the keyword, then the arguments.</summary>
    public IReadOnlyList<HaproxyWord> Words { get; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; }

    /// <summary>Where it begins, with its indentation.</summary>
    public int Start { get; }

    /// <summary>Where the next line begins.</summary>
    public int End { get; }

    /// <summary>Whether it stands between .if and .endif, so that it may not be in force.</summary>
    public bool IsConditional { get; }

    /// <summary>The first word.</summary>
    public string Keyword => Words[0].Value;

    /// <summary>The words after the first.</summary>
    public IEnumerable<string> Arguments => Words.Skip(1).Select(word => word.Value);

    /// <summary>File and line, for messages.</summary>
    public string Place => $"{Source.Path}:{Number}";

    /// <summary>A word by its index.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The word; empty where there are fewer.</returns>
    public string this[int index] => index < Words.Count ? Words[index].Value : "";
}
