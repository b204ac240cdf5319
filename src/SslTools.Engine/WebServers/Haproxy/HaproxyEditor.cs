using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Collects the edits of one section, as whole lines: what is to be undone is found again only where the whole line still stands there.</summary>
internal sealed class HaproxyEditor
{
    private const string OneLevel = "    ";

    private readonly HaproxySection _section;
    private readonly string _hostName;
    private readonly List<TextEdit> _edits = [];
    private readonly List<TextEdit> _lines = [];

    /// <summary>Makes the editor.</summary>
    /// <param name="section">The section.</param>
    /// <param name="hostName">The name, for errors.</param>
    public HaproxyEditor(HaproxySection section, string hostName)
    {
        _section = section;
        _hostName = hostName;
    }

    private string Text => _section.Source.Text;

    /// <summary>Replaces a part of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="text">What shall stand there.</param>
    /// <exception cref="SslToolsException">LineConditional.</exception>
    public void Replace(HaproxyLine line, int start, int end, string text)
    {
        if (line.IsConditional) throw SslError.LineConditional(line.Place, _hostName);
        _edits.Add(new TextEdit(start, end, text));
        _lines.Add(new TextEdit(line.Start, line.End, ""));
    }

    /// <summary>Takes words out of a line, with the space before them.</summary>
    /// <param name="line">The line.</param>
    /// <param name="parameter">The words.</param>
    public void Delete(HaproxyLine line, HaproxyParameter parameter)
    {
        var start = parameter.Start;
        while (Text[start - 1] is ' ' or '\t') start--;
        Replace(line, start, parameter.End, "");
    }

    /// <summary>Takes a whole line out.</summary>
    /// <param name="line">The line.</param>
    public void Delete(HaproxyLine line) => Replace(line, line.Start, line.End, "");

    /// <summary>Adds a line before another.</summary>
    /// <param name="line">The other.</param>
    /// <param name="text">The line, without indentation.</param>
    public void InsertBefore(HaproxyLine line, string text) => Insert(line, line.Start, text);

    /// <summary>Adds a line after another.</summary>
    /// <param name="line">The other; the first line of the section for its beginning.</param>
    /// <param name="text">The line, without indentation.</param>
    /// <exception cref="SslToolsException">ConfigurationBroken: the file breaks off.</exception>
    public void InsertAfter(HaproxyLine line, string text)
    {
        if (Text[line.End - 1] != '\n') throw SslError.ConfigurationBroken(_section.Source.Path, line.Number, "the last line lacks its line end");
        Insert(line, line.End, text);
    }

    /// <summary>Where lines that listen are added: after the last one.</summary>
    /// <returns>The line to add after.</returns>
    public HaproxyLine AfterBinds() => _section.All("bind").LastOrDefault(line => !line.IsConditional) ?? _section.Header;

    /// <summary>The edits, in the order of the file; none overlap.</summary>
    /// <returns>The edits.</returns>
    public IReadOnlyList<TextEdit> Finish() => TextEdit.Join(Text, _edits, _lines);

    private void Insert(HaproxyLine line, int position, string text)
    {
        var model = line == _section.Header ? _section.Lines.FirstOrDefault() : line;
        var indent = model is null ? OneLevel : TextLines.IndentOf(Text, model.Words[0].Start) ?? OneLevel;
        var newLine = line.End - 2 >= line.Start && Text[line.End - 2] == '\r' ? "\r\n" : "\n";
        _edits.Add(new TextEdit(position, position, indent + text + newLine));
    }
}
