using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>A parameter of main.cf.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as written, on one line.</param>
/// <param name="Line">Where it stands.</param>
/// <param name="ValueIndex">Where the value begins in the line's text.</param>
internal sealed record PostfixParameter(string Name, string Value, LogicalLine Line, int ValueIndex);

/// <summary>The file main.cf: where a parameter is said twice, the last one counts.</summary>
internal sealed class PostfixMain
{
    private readonly string _text;

    private PostfixMain(string path, string text)
    {
        Path = path;
        _text = text;
        Parameters = PostfixLines.Read(path, text).Select(Parse).ToList();
    }

    /// <summary>The file itself.</summary>
    public string Path { get; }

    /// <summary>The parameters, in the order of the file.</summary>
    public IReadOnlyList<PostfixParameter> Parameters { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file itself.</param>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static PostfixMain Read(string path, string text) => new(path, text);

    /// <summary>The parameter that counts.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The parameter, or null.</returns>
    public PostfixParameter? Find(string name) => Parameters.LastOrDefault(parameter => parameter.Name == name);

    /// <summary>Sets a parameter: in place, or on a line of its own below those of its kind, in their style.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value, one character a byte, as it shall be written.</param>
    /// <returns>The edit.</returns>
    public TextEdit Set(string name, string value)
    {
        if (Find(name) is { } parameter) return new TextEdit(parameter.Line.Start, parameter.Line.End, Head(parameter) + value);
        var model = Parameters.LastOrDefault(other => other.Name.StartsWith("smtpd_tls_", StringComparison.Ordinal)) ?? Parameters.LastOrDefault();
        var line = name + (model is null || model.Value.Length == 0 ? " = " : Head(model).Substring(model.Name.Length)) + value;
        if (model is null) return new TextEdit(_text.Length, _text.Length, (_text.Length == 0 || _text[_text.Length - 1] == '\n' ? "" : "\n") + line + "\n");
        var end = TextLines.EndOfLine(_text, model.Line.End, null) ?? model.Line.End;
        return new TextEdit(end, end, TextLines.NewLine(_text, end) + line);
    }

    // Name, equals sign and the space around it, where all stand on one line with the value.
    private string Head(PostfixParameter parameter)
    {
        var line = parameter.Line;
        var head = _text.Substring(line.Start, line.At(parameter.ValueIndex) - line.Start);
        if (head.IndexOf('\n') >= 0 || head.IndexOf('\r') >= 0) return parameter.Name + " = ";
        return parameter.Value.Length == 0 && !PostfixLines.IsSpace(head[head.Length - 1]) ? head + " " : head;
    }

    private PostfixParameter Parse(LogicalLine line)
    {
        var equals = line.Text.IndexOf('=');
        var name = equals < 0 ? "" : line.Text.Substring(0, equals).Trim();
        if (name.Length == 0) throw SslError.ConfigurationBroken(Path, line.Number, equals < 0 ? "there is no '=' after the parameter's name" : "there is no parameter's name before '='");
        if (name.Any(PostfixLines.IsSpace)) throw SslError.ConfigurationBroken(Path, line.Number, "the parameter's name has spaces");
        var start = equals + 1;
        while (start < line.Text.Length && PostfixLines.IsSpace(line.Text[start])) start++;
        return new PostfixParameter(name, line.Text.Substring(start), line, start);
    }
}
