using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SslTools.Engine.WebServers.Text;

/// <summary>A piece of a text and what shall stand there instead.</summary>
/// <param name="Start">Where the piece begins.</param>
/// <param name="End">Where it ends; the same for an insertion.</param>
/// <param name="Text">What shall stand there.</param>
internal readonly record struct TextEdit(int Start, int End, string Text)
{
    /// <summary>Applies edits to a part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edits">The edits, none overlapping; those outside of the part are not looked at.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The part as it shall be.</returns>
    public static string Apply(string text, IEnumerable<TextEdit> edits, int start, int end)
    {
        var result = new StringBuilder();
        var position = start;
        foreach (var edit in edits.Where(e => e.Start >= start && e.End <= end).OrderBy(e => e.Start).ThenBy(e => e.End))
        {
            result.Append(text, position, edit.Start - position).Append(edit.Text);
            position = edit.End;
        }

        return result.Append(text, position, end - position).ToString();
    }

    /// <summary>Joins edits that touch each other, each with the context it needs to be found again.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edits">The edits, none overlapping.</param>
    /// <param name="contexts">Pieces that belong to an edit within them; what they say themselves does not count.</param>
    /// <returns>The edits in the order of the text; none overlap, and each changes something.</returns>
    public static IReadOnlyList<TextEdit> Join(string text, IReadOnlyList<TextEdit> edits, IEnumerable<TextEdit> contexts)
    {
        var ranges = new List<TextEdit>();
        foreach (var range in edits.Concat(contexts).OrderBy(e => e.Start).ThenBy(e => e.End))
        {
            var last = ranges.Count == 0 ? default : ranges[ranges.Count - 1];
            if (ranges.Count > 0 && range.Start <= last.End) ranges[ranges.Count - 1] = last with { End = Math.Max(last.End, range.End) };
            else ranges.Add(range);
        }

        return ranges.Select(range => range with { Text = Apply(text, edits, range.Start, range.End) })
            .Where(edit => edit.Text != text.Substring(edit.Start, edit.End - edit.Start)).ToList();
    }

    /// <summary>Puts the edits of files together.</summary>
    /// <param name="edits">Paths, texts (one character a byte, see <see cref="ByteText"/>) and edits; a file may come several times, its edits never overlap.</param>
    /// <returns>The files that change.</returns>
    public static IReadOnlyList<FileEdit> Files(IEnumerable<(string Path, string Text, IReadOnlyList<TextEdit> Edits)> edits) =>
        edits.Where(e => e.Edits.Count > 0).GroupBy(e => (e.Path, e.Text)).Select(file =>
        {
            var (path, text) = file.Key;
            return (Path: path, Before: text, After: Apply(text, file.SelectMany(e => e.Edits), 0, text.Length));
        }).Where(file => file.Before != file.After)
            .Select(file => new FileEdit(file.Path, ByteText.ToBytes(file.Before), ByteText.ToBytes(file.After))).ToList();
}
