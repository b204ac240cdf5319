using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>Collects the edits of one site's block.</summary>
internal sealed class CaddySiteEditor
{
    private const string OneLevel = "\t";

    private readonly CaddySite _site;
    private readonly string _hostName;
    private readonly string _text;
    private readonly List<TextEdit> _edits = [];
    private readonly List<TextEdit> _contexts = [];
    private readonly List<string> _lines = [];
    private string _copy = "";

    /// <summary>Makes the editor.</summary>
    /// <param name="site">The site.</param>
    /// <param name="hostName">Its name, for errors.</param>
    /// <exception cref="SslToolsException">ConfigurationBroken: the site stands without braces.</exception>
    public CaddySiteEditor(CaddySite site, string hostName)
    {
        if (!site.HasBraces)
            throw SslError.ConfigurationBroken(site.Block.Source.Path, site.Block.Line, $"the site '{hostName}' stands without braces, where nothing can be added; write it as '{hostName} {{ ... }}'");
        _site = site;
        _hostName = hostName;
        _text = site.Block.Source.Text;
    }

    /// <summary>Sets the certificate, and the versions where a policy is given.</summary>
    /// <param name="files">Both files, as Caddy is told them.</param>
    /// <param name="policy">The policy; null leaves the versions.</param>
    public void SetTls(string files, SslTlsPolicy? policy)
    {
        if (_site.Tls is not { } tls)
        {
            _lines.Add(TlsLine(files, policy));
            return;
        }

        ThrowIfImported(tls);
        var word = tls.Words[0];
        var last = tls.Words[tls.Words.Count - 1];
        if (_text.Substring(word.End, last.End - word.End).Trim() != files) _edits.Add(new TextEdit(word.Start, last.End, "tls " + files));
        if (policy is { } chosen) SetProtocols(tls, last.End, CaddyText.Protocols(chosen));
    }

    /// <summary>Adds a directive that only stands there once.</summary>
    /// <param name="line">The directive.</param>
    public void Add(string line) => _lines.Add(line);

    /// <summary>Takes a directive out.</summary>
    /// <param name="node">The directive.</param>
    /// <exception cref="SslToolsException">SettingIncluded: it is imported.</exception>
    public void Delete(CaddyNode node)
    {
        ThrowIfImported(node);
        _edits.Add(TextLines.Deletion(_text, node.Start, node.End));

        // With what stands before it, so that the deletion has a place to be undone at.
        var before = _site.Own.TakeWhile(own => own != node).LastOrDefault();
        _contexts.Add(new TextEdit(before?.Start ?? _site.Block.Start, node.End, ""));
    }

    /// <summary>Adds a site for HTTPS after this one for plain HTTP: Caddy takes no certificate for a block that has both.</summary>
    /// <param name="addresses">Its addresses.</param>
    /// <param name="lines">What it says before the other's directives.</param>
    public void Copy(IEnumerable<string> addresses, IEnumerable<string> lines)
    {
        var outer = TextLines.IndentOf(_text, _site.Block.Start) ?? "";
        var redirects = _site.Own.Where(CaddyText.IsRedirect).Select(node => TextLines.Deletion(_text, node.Start, node.End));
        var body = TextEdit.Apply(_text, redirects, _site.Block.BodyStart, _site.Block.BodyEnd);
        _copy = $"{NewLine}{outer}{string.Join(", ", addresses)} {{{Added(lines)}{body}}}";
    }

    /// <summary>The line of a certificate.</summary>
    /// <param name="files">Both files.</param>
    /// <param name="policy">The policy, or null.</param>
    /// <returns>The directive, with its block where it needs one.</returns>
    public string TlsLine(string files, SslTlsPolicy? policy) => policy is { } chosen ? $"tls {files} {Block(CaddyText.Protocols(chosen))}" : $"tls {files}";

    /// <summary>The edits, in the order of the file; none overlap.</summary>
    /// <returns>The edits.</returns>
    public IReadOnlyList<TextEdit> Finish()
    {
        var edits = _edits.ToList();
        if (_lines.Count > 0)
        {
            var end = TextLines.EndOfLine(_text, _site.Block.BodyStart, '#') ?? _site.Block.BodyStart;
            edits.Add(new TextEdit(end, end, Added(_lines)));
        }

        if (_copy.Length > 0) edits.Add(new TextEdit(_site.Block.End, _site.Block.End, _copy));
        return TextEdit.Join(_text, edits, _contexts);
    }

    private string NewLine => TextLines.NewLine(_text, TextLines.EndOfLine(_text, _site.Block.BodyStart, '#') ?? _site.Block.BodyStart);

    private string Indent => _site.Own.Select(node => TextLines.IndentOf(_text, node.Start)).FirstOrDefault(indent => indent is not null)
        ?? (TextLines.IndentOf(_text, _site.Block.Start) ?? "") + OneLevel;

    private string Added(IEnumerable<string> lines) => string.Concat(lines.Select(line => NewLine + Indent + line));

    private string Block(string line) => $"{{{NewLine}{Indent}{OneLevel}{line}{NewLine}{Indent}}}";

    private void SetProtocols(CaddyNode tls, int end, string protocols)
    {
        if (tls.Children is not { } children)
        {
            _edits.Add(new TextEdit(end, end, " " + Block(protocols)));
        }
        else if (children.FirstOrDefault(child => child.Name == "protocols") is { } present)
        {
            if (_text.Substring(present.Start, present.End - present.Start) != protocols) _edits.Add(new TextEdit(present.Start, present.End, protocols));
        }
        else
        {
            _edits.Add(new TextEdit(tls.BodyStart, tls.BodyStart, NewLine + Indent + OneLevel + protocols));
        }
    }

    private void ThrowIfImported(CaddyNode node)
    {
        if (!_site.Own.Contains(node)) throw SslError.SettingIncluded(node.Name, node.Place, _hostName);
    }
}
