using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Collects the edits of one server block. What is not edited keeps every byte; what is added follows the block's own style.</summary>
internal sealed class NginxBlockEditor
{
    private readonly NginxSite _site;
    private readonly string _text;
    private readonly List<TextEdit> _edits = [];
    private readonly List<TextEdit> _contexts = [];
    private readonly List<string> _lines = [];

    /// <summary>Makes the editor.</summary>
    /// <param name="site">The site.</param>
    public NginxBlockEditor(NginxSite site)
    {
        _site = site;
        _text = site.Block.Source.Text;
    }

    /// <summary>Replaces a directive.</summary>
    /// <param name="directive">One of the block's own.</param>
    /// <param name="text">The new one.</param>
    public void Replace(NginxDirective directive, string text)
    {
        if (directive.Text != text) _edits.Add(new TextEdit(directive.Start, directive.End, text));
    }

    /// <summary>Replaces all arguments of a directive; its name and the space around stay.</summary>
    /// <param name="directive">One of the block's own, with at least one argument.</param>
    /// <param name="arguments">The new arguments, as they shall be written.</param>
    public void ReplaceArguments(NginxDirective directive, string arguments)
    {
        var text = directive.Source.Text;
        var head = text.Substring(directive.Start, directive.Tokens[1].Start - directive.Start);
        var last = directive.Tokens[directive.Tokens.Count - 1];
        Replace(directive, head + arguments + text.Substring(last.End, directive.End - last.End));
    }

    /// <summary>Adds an argument to a directive.</summary>
    /// <param name="directive">One of the block's own.</param>
    /// <param name="argument">The argument.</param>
    public void AddArgument(NginxDirective directive, string argument)
    {
        var last = directive.Tokens[directive.Tokens.Count - 1];
        Replace(directive, _text.Substring(directive.Start, last.End - directive.Start) + " " + argument + _text.Substring(last.End, directive.End - last.End));
    }

    /// <summary>Takes a directive out, with its line where it stands alone.</summary>
    /// <param name="directive">One of the block's own.</param>
    public void Delete(NginxDirective directive)
    {
        _edits.Add(TextLines.Deletion(_text, directive.Start, directive.End));

        // Kept with the directive before it, so that the deletion has a place to be undone at.
        var before = _site.Block.Children!.TakeWhile(child => child != directive).LastOrDefault();
        _contexts.Add(new TextEdit(before?.Start ?? _site.Block.Start, directive.End, ""));
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">A whole directive.</param>
    public void Add(string line) => _lines.Add(line);

    /// <summary>The edits, in the order of the file; none overlap.</summary>
    /// <returns>The edits.</returns>
    public IReadOnlyList<TextEdit> Finish()
    {
        var edits = _edits.ToList();
        if (_lines.Count > 0) edits.Add(NginxLines.Insertion(_site, _lines));
        return TextEdit.Join(_text, edits, _contexts);
    }
}
