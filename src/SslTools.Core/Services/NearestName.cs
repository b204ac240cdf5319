using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>What somebody meant who mistyped a name.</summary>
public static class NearestName
{
    /// <summary>Finds the known name that looks most like what was typed.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>A name, or null where none is near.</returns>
    public static string? Find(string typed, IEnumerable<string> known) =>
        typed.Length > 100 ? null : known
            .Select(name => (Name: name, Distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Name.Length / 3))
            .OrderBy(candidate => candidate.Distance).Select(candidate => candidate.Name).FirstOrDefault();

    // Levenshtein's: how many letters to add, take away or exchange.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var exchange = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(exchange, Math.Min(previous[j], row[j - 1]) + 1);
            }

            previous = row;
        }

        return previous[right.Length];
    }
}
