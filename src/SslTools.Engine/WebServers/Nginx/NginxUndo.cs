using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Undoes a change in a block that may have been edited since.</summary>
internal static class NginxUndo
{
    /// <summary>Undoes a change.</summary>
    /// <param name="block">The text of the block.</param>
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
        var site = Parse(block).Single();
        var found = site.Children!.Where(child => written.Any(child.SaysTheSameAs)).ToList();
        if (found.Count == 0) return null;
        return TextEdit.Apply(block, found.Select(directive => TextLines.Deletion(block, directive.Start, directive.End)), 0, block.Length);
    }

    private static string? WithDirective(string block, TextChange change)
    {
        // A change that took a directive out carries its neighbours, whose place can't be found any more.
        if (TryParse(change.After) is not [var written]) return null;
        var found = Parse(block).Single().Children!.FirstOrDefault(child => child.SaysTheSameAs(written));
        return found is null ? null : block.Substring(0, found.Start) + change.Before + block.Substring(found.End);
    }

    private static IReadOnlyList<NginxDirective> Parse(string text) => NginxParser.Parse("", ByteText.ToBytes(text)).Directives;

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
