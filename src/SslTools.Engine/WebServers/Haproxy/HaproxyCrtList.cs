using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A line of a crt-list: '<c>file [options] name *.name !name</c>'. Neither quotes nor escapes are known there.</summary>
internal sealed class HaproxyCrtEntry
{
    private static readonly char[] Space = [' ', '\t', '\r', '\n'];

    private HaproxyCrtEntry(string path, string options, IReadOnlyList<string> filters, int line, int start, int end)
    {
        (Path, Options, Line, Start, End) = (path, options, line, start, end);
        Names = filters.Where(filter => filter[0] != '!').ToList();
        Excluded = filters.Where(filter => filter[0] == '!').Select(filter => filter.Substring(1)).ToList();
    }

    /// <summary>The file, as written.</summary>
    public string Path { get; }

    /// <summary>What stands in brackets, without them; empty where there are none.</summary>
    public string Options { get; }

    /// <summary>The names it is for; none: those of the certificate.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The names it is not for; '*' for none at all, but as the default.</summary>
    public IReadOnlyList<string> Excluded { get; }

    /// <summary>Its line, from 1.</summary>
    public int Line { get; }

    /// <summary>Where its line begins.</summary>
    public int Start { get; }

    /// <summary>Where the next one begins.</summary>
    public int End { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The entries, in their order.</returns>
    public static IReadOnlyList<HaproxyCrtEntry> Read(string text)
    {
        var entries = new List<HaproxyCrtEntry>();
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            var newLine = text.IndexOf('\n', start);
            var end = newLine < 0 ? text.Length : newLine + 1;
            if (Parse(text.Substring(start, end - start), ++number, start, end) is { } entry) entries.Add(entry);
            start = end;
        }

        return entries;
    }

    /// <summary>Writes an entry.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What stands in brackets.</param>
    /// <param name="filters">The names.</param>
    /// <returns>The line, without its end.</returns>
    public static string Write(string path, string options, IEnumerable<string> filters) =>
        string.Join(" ", new[] { ByteText.Encode(path), options.Length == 0 ? "" : $"[{options}]" }.Concat(filters).Where(part => part.Length > 0));

    private static HaproxyCrtEntry? Parse(string line, int number, int start, int end)
    {
        var text = line.Trim(Space);
        if (text.Length == 0 || text[0] == '#') return null;
        var open = text.IndexOf('[');
        var close = open < 0 ? -1 : text.IndexOf(']', open);
        var head = open < 0 || close < 0 ? text : text.Substring(0, open) + " " + text.Substring(close + 1);
        var words = head.Split(Space, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;
        var options = close < 0 ? "" : string.Join(" ", text.Substring(open + 1, close - open - 1).Split(Space, StringSplitOptions.RemoveEmptyEntries));
        return new HaproxyCrtEntry(ByteText.Decode(words[0]), options, words.Skip(1).Where(word => word != "!").ToList(), number, start, end);
    }
}
