using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Undoes a change in a block that may have been edited since.</summary>
internal static class NginxUndo
{
    /// <summary>Writes down what edits do, so that they can be undone.</summary>
    /// <param name="block">The block.</param>
    /// <param name="edits">The edits, in the order of the file.</param>
    /// <returns>The changes, in the same order.</returns>
    public static IEnumerable<TextChange> Record(NginxDirective block, IReadOnlyList<NginxEdit> edits)
    {
        var text = block.Source.Text;
        var after = NginxBlockEditor.Apply(text, edits, block.Start, block.End);
        var moved = -block.Start;
        foreach (var edit in edits)
        {
            var occurrence = Places(after, edit.Text).TakeWhile(place => place < edit.Start + moved).Count();
            yield return new TextChange(block.Source.Path, text.Substring(edit.Start, edit.End - edit.Start), edit.Text, occurrence);
            moved += edit.Text.Length - (edit.End - edit.Start);
        }
    }

    /// <summary>Undoes a change.</summary>
    /// <param name="block">The text of the block.</param>
    /// <param name="change">The change.</param>
    /// <returns>The text without it; null where nothing of the change is left.</returns>
    public static string? Apply(string block, TextChange change)
    {
        var places = Places(block, change.After).Take(change.Occurrence + 1).ToList();
        if (places.Count > 0)
        {
            var place = places[places.Count - 1];
            return block.Substring(0, place) + change.Before + block.Substring(place + change.After.Length);
        }

        return change.Before.Length == 0 ? WithoutDirectives(block, change.After) : WithDirective(block, change);
    }

    private static IEnumerable<int> Places(string text, string part)
    {
        for (var i = text.IndexOf(part, StringComparison.Ordinal); i >= 0; i = text.IndexOf(part, i + 1, StringComparison.Ordinal)) yield return i;
    }

    // The lines were moved or indented anew: the directives themselves are looked for.
    private static string? WithoutDirectives(string block, string inserted)
    {
        var written = Parse(inserted);
        var site = Parse(block).Single();
        var found = site.Children!.Where(child => written.Any(child.SaysTheSameAs)).ToList();
        if (found.Count == 0) return null;
        return NginxBlockEditor.Apply(block, found.Select(directive => NginxLines.Deletion(block, directive.Start, directive.End)), 0, block.Length);
    }

    private static string? WithDirective(string block, TextChange change)
    {
        // A change that took a directive out carries its neighbours, whose place can't be found any more.
        if (TryParse(change.After) is not [var written]) return null;
        var found = Parse(block).Single().Children!.FirstOrDefault(child => child.SaysTheSameAs(written));
        return found is null ? null : block.Substring(0, found.Start) + change.Before + block.Substring(found.End);
    }

    private static IReadOnlyList<NginxDirective> Parse(string text) => NginxParser.Parse("", NginxText.ToBytes(text)).Directives;

    private static IReadOnlyList<NginxDirective>? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (SslToolsException)
        {
            return null;
        }
    }
}
