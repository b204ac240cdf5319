using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Text;

/// <summary>The patterns of an include, as glob(3) reads them: '*', '?' and '[...]' within a name; hidden files only when named.</summary>
internal static class GlobPattern
{
    private static readonly char[] Separators = Path.DirectorySeparatorChar == '\\' ? ['/', '\\'] : ['/'];

    /// <summary>Whether a path is a pattern.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True when it is.</returns>
    public static bool IsPattern(string path) => path.IndexOfAny(['*', '?', '[']) >= 0;

    /// <summary>Finds what a pattern selects.</summary>
    /// <param name="pattern">A full path with a pattern in any of its parts.</param>
    /// <returns>The paths, in the order of their bytes.</returns>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        IEnumerable<string> paths = [root];
        foreach (var part in pattern.Substring(root.Length).Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            paths = IsPattern(part)
                ? paths.SelectMany(folder => Names(folder, part))
                : paths.Select(folder => Path.Combine(folder, part)).Where(path => File.Exists(path) || Directory.Exists(path));
        }

        return paths.OrderBy(path => path, StringComparer.Ordinal).ToList();
    }

    private static IEnumerable<string> Names(string folder, string pattern)
    {
        var regex = new Regex("^" + Translate(pattern) + "$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
        if (!Directory.Exists(folder)) return [];
        return Directory.EnumerateFileSystemEntries(folder)
            .Where(path => regex.IsMatch(Path.GetFileName(path)) && (pattern[0] == '.' || Path.GetFileName(path)[0] != '.'));
    }

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var close = pattern[i] == '[' && i + 2 < pattern.Length ? pattern.IndexOf(']', i + 2) : -1;
            if (close > 0)
            {
                var set = pattern.Substring(i + 1, close - i - 1);
                var negated = set[0] is '!' or '^';
                regex.Append('[').Append(negated ? "^" : "").Append(Regex.Replace(negated ? set.Substring(1) : set, @"[\\\[\]^]", @"\$0")).Append(']');
                i = close;
            }
            else
            {
                regex.Append(pattern[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape(c.ToString()) });
            }
        }

        return regex.ToString();
    }
}
