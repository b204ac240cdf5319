using System;
using System.Collections.Generic;

namespace SslTools.Services;

/// <summary>A line of a difference: kept (' '), removed ('-') or added ('+').</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Text">The line with its line end.</param>
internal readonly record struct DiffLine(char Kind, string Text);

/// <summary>The shortest edit script between two texts (E. Myers, An O(ND) Difference Algorithm, 1986).</summary>
internal static class LineDiff
{
    /// <summary>Compares two texts.</summary>
    /// <param name="a">The old lines.</param>
    /// <param name="b">The new lines.</param>
    /// <returns>All lines in order, removed ones before added ones.</returns>
    public static IReadOnlyList<DiffLine> Compare(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var prefix = 0;
        while (prefix < a.Count && prefix < b.Count && a[prefix] == b[prefix]) prefix++;
        var suffix = 0;
        while (suffix < a.Count - prefix && suffix < b.Count - prefix && a[a.Count - 1 - suffix] == b[b.Count - 1 - suffix]) suffix++;

        var script = new List<DiffLine>();
        for (var i = 0; i < prefix; i++) script.Add(new DiffLine(' ', a[i]));
        script.AddRange(Middle(a, b, prefix, a.Count - suffix, b.Count - suffix));
        for (var i = a.Count - suffix; i < a.Count; i++) script.Add(new DiffLine(' ', a[i]));
        return script;
    }

    private static List<DiffLine> Middle(IReadOnlyList<string> a, IReadOnlyList<string> b, int from, int endA, int endB)
    {
        var n = endA - from;
        var m = endB - from;
        var trace = new List<int[]>();
        var v = new int[(2 * (n + m)) + 3];
        var offset = n + m + 1;
        for (var d = 0; ; d++)
        {
            var step = new int[(2 * d) + 1];
            var done = false;
            for (var k = -d; k <= d && !done; k += 2)
            {
                var x = k == -d || (k != d && v[offset + k - 1] < v[offset + k + 1]) ? v[offset + k + 1] : v[offset + k - 1] + 1;
                var y = x - k;
                while (x < n && y < m && a[from + x] == b[from + y])
                {
                    x++;
                    y++;
                }

                v[offset + k] = x;
                done = x >= n && y >= m;
            }

            Array.Copy(v, offset - d, step, 0, step.Length);
            trace.Add(step);
            if (done) return Backtrack(a, b, from, n, m, trace);
        }
    }

    private static List<DiffLine> Backtrack(IReadOnlyList<string> a, IReadOnlyList<string> b, int from, int x, int y, List<int[]> trace)
    {
        var script = new List<DiffLine>();
        for (var d = trace.Count - 1; d > 0; d--)
        {
            var before = trace[d - 1];
            int At(int diagonal) => before[diagonal + d - 1];
            var k = x - y;
            var added = k == -d || (k != d && At(k - 1) < At(k + 1));
            var start = added ? At(k + 1) : At(k - 1) + 1;
            while (x > start)
            {
                script.Add(new DiffLine(' ', a[from + --x]));
                y--;
            }

            script.Add(added ? new DiffLine('+', b[from + --y]) : new DiffLine('-', a[from + --x]));
        }

        while (x > 0) script.Add(new DiffLine(' ', a[from + --x]));

        script.Reverse();
        return script;
    }
}
