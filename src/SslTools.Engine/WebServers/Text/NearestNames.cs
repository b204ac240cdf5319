using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Text;

/// <summary>The names that a mistyped one may have meant.</summary>
internal static class NearestNames
{
    private const int Suggestions = 3;

    /// <summary>Finds the nearest names.</summary>
    /// <param name="host">The name asked for, in lower case.</param>
    /// <param name="names">The names there are; '_' and empty ones stand for none.</param>
    /// <returns>The nearest first.</returns>
    public static IReadOnlyList<string> To(string host, IEnumerable<string> names) =>
        names.Where(name => name is not ("_" or "")).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: Distance(name.ToLowerInvariant(), host)))
            .Where(candidate => candidate.Distance <= Math.Max(3, host.Length / 2))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(Suggestions).Select(candidate => candidate.Name).ToList();

    // Levenshtein's distance.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
