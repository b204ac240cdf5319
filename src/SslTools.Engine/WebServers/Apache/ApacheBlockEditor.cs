using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Collects the edits of one site. What is not edited keeps every byte; what is added follows the site's own style.</summary>
internal sealed class ApacheBlockEditor
{
    private readonly ApacheSite _site;
    private readonly string _text;
    private readonly List<TextEdit> _edits = [];
    private readonly List<TextEdit> _contexts = [];
    private readonly List<string> _lines = [];

    /// <summary>Makes the editor.</summary>
    /// <param name="site">The site.</param>
    public ApacheBlockEditor(ApacheSite site)
    {
        _site = site;
        _text = site.Block.Source.Text;
    }

    /// <summary>Replaces all arguments of a directive; its name and the space around stay.</summary>
    /// <param name="directive">One of the site's own, or its section.</param>
    /// <param name="arguments">The new arguments, as they shall be written.</param>
    public void ReplaceArguments(ApacheDirective directive, string arguments)
    {
        var before = _text.Substring(directive.ArgumentsStart, directive.ArgumentsEnd - directive.ArgumentsStart);
        if (before == arguments) return;
        _edits.Add(new TextEdit(directive.ArgumentsStart, directive.ArgumentsEnd, (before.Length == 0 ? " " : "") + arguments));

        // Kept with its name, so that the change says what it is about.
        _contexts.Add(new TextEdit(directive.Start, directive.ArgumentsEnd, ""));
    }

    /// <summary>Takes a directive out with its line.</summary>
    /// <param name="directive">One of the site's own.</param>
    public void Delete(ApacheDirective directive)
    {
        _edits.Add(TextLines.Deletion(_text, directive.Start, directive.End));

        // Kept with what stands before it, so that the deletion has a place to be undone at.
        var before = _site.Block.Children!.SelectMany(child => child.WithAll()).TakeWhile(other => other != directive).LastOrDefault();
        var start = before is null ? _site.Block.Start : before.Children is not null && before.End <= directive.Start ? before.BodyEnd : before.Start;
        _contexts.Add(new TextEdit(start, directive.End, ""));
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">A whole directive.</param>
    public void Add(string line) => _lines.Add(line);

    /// <summary>The edits, in the order of the file; none overlap.</summary>
    /// <returns>The edits.</returns>
    public IReadOnlyList<TextEdit> Finish()
    {
        var edits = _edits.ToList();
        if (_lines.Count > 0) edits.Add(ApacheLines.InSite(_site, _lines));
        return TextEdit.Join(_text, edits, _contexts);
    }

    /// <summary>The site's text with the edits.</summary>
    /// <returns>The text.</returns>
    public string Apply() => TextEdit.Apply(_text, Finish(), _site.Block.Start, _site.Block.End);
}
