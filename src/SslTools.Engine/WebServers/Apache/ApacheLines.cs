using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Where lines go, in the style of what stands around them: indentation and line ends.</summary>
internal static class ApacheLines
{
    private const string OneLevel = "    ";

    /// <summary>Adds lines to a site after its names, before whatever rewrites.</summary>
    /// <param name="site">The site.</param>
    /// <param name="lines">Whole directives.</param>
    /// <returns>The insertion.</returns>
    public static TextEdit InSite(ApacheSite site, IReadOnlyList<string> lines)
    {
        var own = site.Settings.Where(site.IsOwn).ToList();
        var anchor = own.TakeWhile(setting => !setting.Directive.Name.StartsWith("Rewrite", StringComparison.OrdinalIgnoreCase))
            .LastOrDefault(setting => setting.Is("ServerName") || setting.Is("ServerAlias"))?.Directive;
        if (anchor is not null) return After(anchor.Source.Text, anchor.End, IndentOf(anchor) ?? "", lines);
        var indent = site.Block.Children!.Select(IndentOf).FirstOrDefault(indent => indent is not null) ?? ((IndentOf(site.Block) ?? "") + OneLevel);
        return After(site.Block.Source.Text, site.Block.BodyStart, indent, lines);
    }

    /// <summary>Adds a line after a directive.</summary>
    /// <param name="anchor">The directive.</param>
    /// <param name="line">A whole directive.</param>
    /// <returns>The insertion.</returns>
    public static TextEdit Behind(ApacheDirective anchor, string line) => After(anchor.Source.Text, anchor.End, IndentOf(anchor) ?? "", [line]);

    /// <summary>Adds a section after another, with an empty line between.</summary>
    /// <param name="section">The other.</param>
    /// <param name="text">The section, its first line not indented.</param>
    /// <returns>The insertion.</returns>
    public static TextEdit Section(ApacheDirective section, string text)
    {
        var all = section.Source.Text;
        var end = TextLines.EndOfLine(all, section.End, null) ?? section.End;
        var newLine = NewLine(all, end);
        return new TextEdit(end, end, newLine + newLine + (IndentOf(section) ?? "") + text);
    }

    /// <summary>Adds a section at the end of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="text">The section.</param>
    /// <returns>The insertion.</returns>
    public static TextEdit AtEnd(ApacheSource source, string text)
    {
        var end = source.Text.Length;
        var newLine = NewLine(source.Text, end);
        var closed = end == 0 || source.Text[end - 1] == '\n';
        return new TextEdit(end, end, closed ? newLine + text + newLine : newLine + newLine + text);
    }

    /// <summary>The line end of a text at a position; at its end the one that its first line has.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The position of a line end.</param>
    /// <returns>CR LF, or LF.</returns>
    public static string NewLine(string text, int end)
    {
        if (end < text.Length) return TextLines.NewLine(text, end);
        var first = text.IndexOf('\n');
        return first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
    }

    private static TextEdit After(string text, int position, string indent, IReadOnlyList<string> lines)
    {
        var end = TextLines.EndOfLine(text, position, null) ?? position;
        var newLine = NewLine(text, end);
        return new TextEdit(end, end, string.Concat(lines.Select(line => newLine + indent + line)));
    }

    private static string? IndentOf(ApacheDirective directive) => TextLines.IndentOf(directive.Source.Text, directive.Start);
}
