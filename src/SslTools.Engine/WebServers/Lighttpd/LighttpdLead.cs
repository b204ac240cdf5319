using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>
/// What SslTools writes in front of a site: the module and the sockets with TLS. Each site brings its own, for lighttpd
/// joins conditions that say the same, and ':=' may be said again; so a site's HTTPS goes with it, whatever the others do.
/// </summary>
internal sealed class LighttpdLead
{
    private const string Comment = "# HTTPS of ";
    private const string Mark = "(SslTools)";
    private const string ModuleLine = "server.modules += ( \"mod_openssl\" )";

    private readonly LighttpdSite _site;
    private readonly int _first;
    private readonly int _head;

    /// <summary>Finds what stands in front of a site.</summary>
    /// <param name="site">The site.</param>
    public LighttpdLead(LighttpdSite site)
    {
        _site = site;
        Head = site.Block;
        while (Head.Previous is { } previous) Head = previous;
        _head = IndexOf(site.Siblings, Head);
        _first = _head;
        while (_first > 0 && (IsOwn(site.Siblings[_first - 1]) || IsModuleLine(site.Siblings, _first - 1))) _first--;
    }

    /// <summary>The statement before which it stands: the site, or the first of the chain of else that the site belongs to.</summary>
    public LighttpdStatement Head { get; }

    /// <summary>The sockets that were written for this site.</summary>
    public IReadOnlyList<LighttpdStatement> Sockets => _site.Siblings.Skip(_first).Take(_head - _first).Where(IsOwn).ToList();

    /// <summary>Where the part begins in which only this stands.</summary>
    public int Start => _first == 0 ? 0 : _site.Siblings[_first - 1].End;

    /// <summary>Where it ends.</summary>
    public int End => Head.Start;

    /// <summary>Whether another site of a chain of else needs it too.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>True when it does.</returns>
    public bool IsShared(LighttpdConfiguration configuration) =>
        configuration.Sites.Any(other => other.Block != _site.Block && other.HasCertificate && _site.Siblings.Contains(other.Block) && new LighttpdLead(other).Head == Head);

    /// <summary>Whether what was changed stands in front of a site: it says ':=', or names SslTools. In a site it does neither.</summary>
    /// <param name="change">The change.</param>
    /// <returns>True when it does.</returns>
    public static bool IsIn(TextChange change) => change.After.Contains(":=") || change.After.Contains(Mark);

    /// <summary>Whether a block is a socket that SslTools wrote: it says ':=', or is empty but for its comment.</summary>
    /// <param name="block">The block.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOwn(LighttpdStatement block) =>
        block.IsCondition && (block.Children!.Any(child => child is { Name: "ssl.engine", Operator: ":=" }) || (block.Children!.Count == 0 && block.Text.Contains(Mark)));

    /// <summary>Whether the module for TLS is loaded, apart from what SslTools wrote.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>True when it is: lighttpd has several, and all read the same settings.</returns>
    public static bool HasModule(LighttpdConfiguration configuration) =>
        configuration.Global.Own("server.modules") is { } modules
        && modules.Value.Texts.Count(IsTlsModule) > configuration.Sites.Select(site => (site.Siblings, Lead: new LighttpdLead(site)))
            .SelectMany(lead => lead.Siblings.Skip(lead.Lead._first).Take(lead.Lead._head - lead.Lead._first))
            .Distinct().Count(statement => statement.Name == "server.modules");

    /// <summary>
    /// The lines that have the site's certificate win over that of a socket written further down: of what applies lighttpd
    /// takes the condition that it read last, and a condition counts from where it stands first.
    /// </summary>
    /// <param name="hostName">The site's name.</param>
    /// <param name="sockets">The sockets.</param>
    /// <returns>The insertion.</returns>
    public TextEdit Precedence(string hostName, IEnumerable<string> sockets) => Insertion(
        sockets.SelectMany(socket => new[] { $"$SERVER[\"socket\"] == {LighttpdText.Quote(socket)} {{", $"    {Comment}{hostName} {Mark}: its certificate wins over the one below", "}" }));

    /// <summary>The lines for new sockets.</summary>
    /// <param name="hostName">The site's name.</param>
    /// <param name="sockets">The sockets, as conditions name them.</param>
    /// <param name="settings">What is set in each.</param>
    /// <param name="withModule">Whether the module must be loaded.</param>
    /// <returns>The insertion.</returns>
    public TextEdit Insertion(string hostName, IEnumerable<string> sockets, IReadOnlyList<(string Name, string Value)> settings, bool withModule)
    {
        var lines = new List<string> { $"{Comment}{hostName} {Mark}" };
        if (withModule) lines.Add(ModuleLine);
        foreach (var socket in sockets)
        {
            lines.Add($"$SERVER[\"socket\"] == {LighttpdText.Quote(socket)} {{");
            lines.Add("    ssl.engine := \"enable\"");
            lines.AddRange(settings.Select(setting => $"    {setting.Name} := {setting.Value}"));
            lines.Add("}");
        }

        return Insertion(lines);
    }

    private TextEdit Insertion(IEnumerable<string> lines)
    {
        var text = _site.Block.Source.Text;
        var indent = TextLines.IndentOf(text, Head.Start);
        var newLine = TextLines.NewLine(text, Math.Max(0, text.IndexOf('\n') - 1));
        var written = string.Concat(lines.Select(line => (indent ?? "") + line + newLine));
        var position = Head.Start - (indent ?? "").Length;
        return new TextEdit(position, position, indent is null ? newLine + written : written);
    }

    /// <summary>Takes all of it out.</summary>
    /// <returns>The deletions.</returns>
    public IEnumerable<TextEdit> Deletions()
    {
        var text = _site.Block.Source.Text;
        var statements = _site.Siblings.Skip(_first).Take(_head - _first).ToList();
        if (statements.Count == 0) yield break;
        var comment = text.IndexOf(Comment, Start, statements[0].Start - Start, StringComparison.Ordinal);
        yield return TextLines.Deletion(text, comment < 0 ? statements[0].Start : comment, statements[statements.Count - 1].End);
    }

    private static bool IsTlsModule(string module) => module is "mod_openssl" or "mod_gnutls" or "mod_mbedtls" or "mod_nss" or "mod_wolfssl";

    private static bool IsModuleLine(IReadOnlyList<LighttpdStatement> siblings, int index) =>
        siblings[index].Name == "server.modules" && siblings[index].Text == ModuleLine && IsOwn(siblings[index + 1]);

    private static int IndexOf(IReadOnlyList<LighttpdStatement> statements, LighttpdStatement statement)
    {
        for (var i = 0; i < statements.Count; i++)
            if (ReferenceEquals(statements[i], statement)) return i;
        return 0;
    }
}
