using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>
/// Changes to a site, one after the other, kept so that undoing them in reverse order gives the first text again.
/// A change within text that an earlier change wrote is worked into that one, so that renewals don't pile up.
/// </summary>
internal static class ChangeHistory
{
    /// <summary>Adds later changes.</summary>
    /// <param name="earlier">The changes so far.</param>
    /// <param name="later">The changes made after them.</param>
    /// <returns>All changes.</returns>
    public static IReadOnlyList<TextChange> Append(IReadOnlyList<TextChange> earlier, IReadOnlyList<TextChange> later)
    {
        var all = earlier.ToList();
        foreach (var change in later)
        {
            var index = change.Before.Length == 0 ? -1 : all.FindLastIndex(e => e.Path == change.Path && Contains(e.After, change.Before));
            if (index < 0) all.Add(change);
            else all[index] = all[index] with { After = Replace(all[index].After, change) };
        }

        return all.Where(change => change.Before != change.After).ToList();
    }

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.Ordinal) >= 0;

    private static string Replace(string text, TextChange change)
    {
        var start = text.IndexOf(change.Before, StringComparison.Ordinal);
        return text.Substring(0, start) + change.After + text.Substring(start + change.Before.Length);
    }
}
