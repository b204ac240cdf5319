using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Where lines go into a block, in the block's own style: indentation, line ends, or all on one line.</summary>
internal static class NginxLines
{
    private const string OneLevel = "    ";

    // What an added redirect must stand before, for nginx carries these out in order (ngx_http_rewrite_module).
    private static readonly string[] Rewriting = ["return", "rewrite", "if", "set", "break"];

    /// <summary>Adds lines after the last listen or server_name.</summary>
    /// <param name="site">The site.</param>
    /// <param name="lines">Whole directives.</param>
    /// <returns>The insertion.</returns>
    public static TextEdit Insertion(NginxSite site, IReadOnlyList<string> lines)
    {
        var text = site.Block.Source.Text;
        var anchor = site.Block.Children!.TakeWhile(child => !Rewriting.Contains(child.Name)).LastOrDefault(child => child.Name is "listen" or "server_name");
        var position = anchor?.End ?? site.Block.BodyStart;
        if (TextLines.EndOfLine(text, position, '#') is not { } end) return new TextEdit(position, position, string.Concat(lines.Select(line => " " + line)));
        var newLine = TextLines.NewLine(text, end);
        var indent = Indent(site, anchor);
        return new TextEdit(end, end, string.Concat(lines.Select(line => newLine + indent + line)));
    }

    private static string Indent(NginxSite site, NginxDirective? anchor)
    {
        var own = site.Block.Children!.Select(IndentOf).FirstOrDefault(indent => indent is not null);
        return (anchor is null ? null : IndentOf(anchor)) ?? own ?? ((IndentOf(site.Block) ?? "") + OneLevel);
    }

    private static string? IndentOf(NginxDirective directive) => TextLines.IndentOf(directive.Source.Text, directive.Start);
}
