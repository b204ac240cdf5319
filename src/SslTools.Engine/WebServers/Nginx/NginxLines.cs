using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Where lines go in and out of a block, in the block's own style: indentation, line ends, or all on one line.</summary>
internal static class NginxLines
{
    private const string OneLevel = "    ";

    // What an added redirect must stand before, for nginx carries these out in order (ngx_http_rewrite_module).
    private static readonly string[] Rewriting = ["return", "rewrite", "if", "set", "break"];

    /// <summary>Adds lines after the last listen or server_name.</summary>
    /// <param name="site">The site.</param>
    /// <param name="lines">Whole directives.</param>
    /// <returns>The insertion.</returns>
    public static NginxEdit Insertion(NginxSite site, IReadOnlyList<string> lines)
    {
        var text = site.Block.Source.Text;
        var anchor = site.Block.Children!.TakeWhile(child => !Rewriting.Contains(child.Name)).LastOrDefault(child => child.Name is "listen" or "server_name");
        var position = anchor?.End ?? site.Block.BodyStart;
        if (EndOfLine(text, position, true) is not { } end) return new NginxEdit(position, position, string.Concat(lines.Select(line => " " + line)));
        var newLine = end < text.Length && text[end] == '\r' ? "\r\n" : "\n";
        var indent = Indent(site, anchor);
        return new NginxEdit(end, end, string.Concat(lines.Select(line => newLine + indent + line)));
    }

    /// <summary>Takes a piece out, with its line where nothing else stands on it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the piece begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The deletion.</returns>
    public static NginxEdit Deletion(string text, int start, int end)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        if (start > 0 && text[start - 1] == '\n' && EndOfLine(text, end, false) is { } lineEnd)
        {
            end = lineEnd;
            start -= start > 1 && text[start - 2] == '\r' ? 2 : 1;
        }

        return new NginxEdit(start, end, "");
    }

    // The position of the line end, or null where something else than space (or a comment) follows.
    private static int? EndOfLine(string text, int position, bool allowComment)
    {
        var i = position;
        while (i < text.Length && text[i] is ' ' or '\t') i++;
        if (allowComment && i < text.Length && text[i] == '#')
            while (i < text.Length && text[i] != '\n') i++;
        if (i > position && i <= text.Length && text[i - 1] == '\r' && (i == text.Length || text[i] == '\n')) i--;
        return i >= text.Length || text[i] is '\r' or '\n' ? i : null;
    }

    private static string Indent(NginxSite site, NginxDirective? anchor)
    {
        var own = site.Block.Children!.Select(IndentOf).FirstOrDefault(indent => indent is not null);
        return (anchor is null ? null : IndentOf(anchor)) ?? own ?? ((IndentOf(site.Block) ?? "") + OneLevel);
    }

    // The space before a directive that begins its line; null where it does not.
    private static string? IndentOf(NginxDirective directive)
    {
        var text = directive.Source.Text;
        var start = directive.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        return start == 0 || text[start - 1] == '\n' ? text.Substring(start, directive.Start - start) : null;
    }
}
