using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Sets what stands in a block: statements that are there are replaced in place, others are added, in the block's own style.</summary>
internal sealed class LighttpdSettings
{
    private const string OneLevel = "    ";

    private readonly LighttpdStatement _block;
    private readonly string _operator;
    private readonly string _text;
    private readonly List<TextEdit> _edits = [];
    private readonly List<string> _lines = [];

    /// <summary>Makes the setter.</summary>
    /// <param name="block">The block.</param>
    /// <param name="operation">How new lines assign: '=', or ':=' in what SslTools writes in front of sites.</param>
    public LighttpdSettings(LighttpdStatement block, string operation)
    {
        _block = block;
        _operator = operation;
        _text = block.Source.Text;
    }

    /// <summary>Sets a value.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">The value as it shall be written.</param>
    public void Set(string name, string value)
    {
        var own = _block.Children!.LastOrDefault(child => child.Name == name && child.Children is null);
        if (own is null) _lines.Add($"{name} {_operator} {value}");
        else if (_text.Substring(own.Expression[0].Start, own.End - own.Expression[0].Start) != value)
            _edits.Add(new TextEdit(own.Start, own.End, _text.Substring(own.Start, own.Expression[0].Start - own.Start) + value));
    }

    /// <summary>The edits, in the order of the file.</summary>
    /// <returns>The edits; none overlap.</returns>
    public IReadOnlyList<TextEdit> Finish()
    {
        var edits = _edits.ToList();
        if (_lines.Count > 0) edits.Add(Insertion());
        return TextEdit.Join(_text, edits, []);
    }

    private TextEdit Insertion()
    {
        if (TextLines.EndOfLine(_text, _block.BodyStart, '#') is not { } end)
            return new TextEdit(_block.BodyStart, _block.BodyStart, string.Concat(_lines.Select(line => " " + line)));
        var newLine = TextLines.NewLine(_text, end);
        var indent = _block.Children!.Select(child => TextLines.IndentOf(_text, child.Start)).FirstOrDefault(own => own is not null)
            ?? (TextLines.IndentOf(_text, _block.Start) ?? "") + OneLevel;
        return new TextEdit(end, end, string.Concat(_lines.Select(line => newLine + indent + line)));
    }
}
