using System;
using System.Linq;

namespace SslTools.Services;

/// <summary>How far two names are from each other, by Levenshtein: how many letters to add, take away or exchange.</summary>
public static class EditDistance
{
    /// <summary>Compares two names, letter by letter.</summary>
    /// <param name="left">A name.</param>
    /// <param name="right">Another.</param>
    /// <returns>The number of letters; 0 for the same name.</returns>
    public static int Between(string left, string right)
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
