using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Text;

/// <summary>Undoes a change in a part of a file (a site's block) that may have been edited since.</summary>
internal static class TextUndo
{
    /// <summary>Writes down what edits do, so that they can be undone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text, one character a byte.</param>
    /// <param name="start">Where the part begins in which the changes will be looked for.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="edits">The edits within the part, in the order of the file; none leaves an empty text (see <see cref="TextChange"/>).</param>
    /// <returns>The changes, in the same order.</returns>
    public static IEnumerable<TextChange> Record(string path, string text, int start, int end, IReadOnlyList<TextEdit> edits)
    {
        var after = TextEdit.Apply(text, edits, start, end);
        var moved = -start;
        foreach (var edit in edits)
        {
            var occurrence = Places(after, edit.Text).TakeWhile(place => place < edit.Start + moved).Count();
            yield return new TextChange(path, text.Substring(edit.Start, edit.End - edit.Start), edit.Text, occurrence);
            moved += edit.Text.Length - (edit.End - edit.Start);
        }
    }

    /// <summary>Undoes a change whose text still stands there.</summary>
    /// <param name="part">The text of the part.</param>
    /// <param name="change">The change.</param>
    /// <returns>The text without it; null where it is not to be found.</returns>
    public static string? Apply(string part, TextChange change)
    {
        var places = Places(part, change.After).Take(change.Occurrence + 1).ToList();
        if (places.Count == 0) return null;
        var place = places[places.Count - 1];
        return part.Substring(0, place) + change.Before + part.Substring(place + change.After.Length);
    }

    private static IEnumerable<int> Places(string text, string part)
    {
        for (var i = text.IndexOf(part, StringComparison.Ordinal); i >= 0; i = text.IndexOf(part, i + 1, StringComparison.Ordinal)) yield return i;
    }
}
