using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Undoes changes of a site that may have been edited since.</summary>
internal static class ApacheUndo
{
    private const string Section = "<VirtualHost";

    /// <summary>Whether a change added a whole virtual host.</summary>
    /// <param name="change">The change.</param>
    /// <returns>True when it did.</returns>
    public static bool IsTwin(TextChange change) =>
        change.Before.Length == 0 && change.After.TrimStart().StartsWith(Section, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a virtual host out again, with the space that came with it.</summary>
    /// <param name="block">The virtual host as it stands there now.</param>
    /// <param name="change">The change that added it.</param>
    /// <returns>The deletion.</returns>
    public static TextEdit TwinDeletion(ApacheDirective block, TextChange change)
    {
        var text = block.Source.Text;
        var lead = change.After.Length - change.After.TrimStart().Length;
        var trail = change.After.Length - change.After.TrimEnd().Length;
        var start = block.Start - lead;
        var stands = start >= 0 && block.End + trail <= text.Length
            && string.CompareOrdinal(text, start, change.After, 0, lead) == 0
            && string.CompareOrdinal(text, block.End, change.After, change.After.Length - trail, trail) == 0;
        return stands ? new TextEdit(start, block.End + trail, "") : TextLines.Deletion(text, block.Start, block.End);
    }

    /// <summary>Undoes a change within a site.</summary>
    /// <param name="block">The text of the site.</param>
    /// <param name="change">The change.</param>
    /// <returns>The text without it; null where nothing of the change is left.</returns>
    public static string? Apply(string block, TextChange change)
    {
        if (TextUndo.Apply(block, change) is { } undone) return undone;
        return change.Before.Length == 0 ? WithoutDirectives(block, change.After) : WithDirective(block, change);
    }

    // The lines were moved or indented anew: the directives themselves are looked for.
    private static string? WithoutDirectives(string block, string inserted)
    {
        var written = Parse(inserted);
        var found = All(block).Where(directive => written.Any(other => SayTheSame(directive, other))).ToList();
        return found.Count == 0 ? null : TextEdit.Apply(block, found.Select(directive => TextLines.Deletion(block, directive.Start, directive.End)), 0, block.Length);
    }

    private static string? WithDirective(string block, TextChange change)
    {
        // A change that took a directive out carries its neighbours, whose place can't be found any more.
        if (Parse(change.After) is not [var written] || All(block).FirstOrDefault(directive => SayTheSame(directive, written)) is not { } found) return null;
        return block.Substring(0, found.Start) + change.Before + block.Substring(found.End);
    }

    private static bool SayTheSame(ApacheDirective a, ApacheDirective b) =>
        a.Children is null && b.Children is null && a.Is(b.Name) && ApacheLexer.Words(a.Arguments).SequenceEqual(ApacheLexer.Words(b.Arguments));

    private static IEnumerable<ApacheDirective> All(string text) => Parse(text).SelectMany(directive => directive.WithAll());

    // What is a part of a section alone can't be read.
    private static IReadOnlyList<ApacheDirective> Parse(string text)
    {
        try
        {
            return ApacheParser.ParseGenerated("", text, 1).Directives;
        }
        catch (SslToolsException)
        {
            return [];
        }
    }
}
