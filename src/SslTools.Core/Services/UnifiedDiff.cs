using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SslTools.Services;

/// <summary>The difference of two texts as diff -u writes it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Makes the diff of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="before">Its content before.</param>
    /// <param name="after">Its content after.</param>
    /// <returns>The diff, each line ended by a line feed; empty where nothing differs.</returns>
    public static string Create(string path, byte[] before, byte[] after)
    {
        var a = Lines(before);
        var b = Lines(after);
        var script = LineDiff.Compare(a, b);
        if (script.All(line => line.Kind == ' ')) return "";
        var text = new StringBuilder($"--- {path}\n+++ {path}\n");
        foreach (var (start, end) in Hunks(script))
        {
            var hunk = script.Skip(start).Take(end - start).ToList();
            text.Append("@@ -").Append(Range(script, start, hunk, '+')).Append(" +").Append(Range(script, start, hunk, '-')).Append(" @@\n");
            foreach (var line in hunk)
            {
                var shown = line.Text.TrimEnd('\n').TrimEnd('\r');
                text.Append(line.Kind).Append(shown).Append('\n');
                if (!line.Text.EndsWith("\n", StringComparison.Ordinal)) text.Append("\\ No newline at end of file\n");
            }
        }

        return text.ToString();
    }

    // Runs of changes with their context; runs that touch are one.
    private static IEnumerable<(int Start, int End)> Hunks(IReadOnlyList<DiffLine> script)
    {
        int start = -1, end = -1;
        for (var i = 0; i < script.Count; i++)
        {
            if (script[i].Kind == ' ') continue;
            if (start >= 0 && i - Context > end)
            {
                yield return (start, end);
                start = -1;
            }

            if (start < 0) start = Math.Max(0, i - Context);
            end = Math.Min(script.Count, i + 1 + Context);
        }

        if (start >= 0) yield return (start, end);
    }

    private static string Range(IReadOnlyList<DiffLine> script, int start, IReadOnlyList<DiffLine> hunk, char otherSide)
    {
        var first = script.Take(start).Count(line => line.Kind != otherSide) + 1;
        var count = hunk.Count(line => line.Kind != otherSide);
        if (count == 0) first--;
        return count == 1 ? $"{first}" : $"{first},{count}";
    }

    private static IReadOnlyList<string> Lines(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text.Substring(start, end - start));
            start = end;
        }

        return lines;
    }
}
