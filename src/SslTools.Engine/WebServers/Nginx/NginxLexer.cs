using System.Collections.Generic;
using System.Text;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>How a statement ended.</summary>
internal enum NginxStatementEnd
{
    /// <summary>With a semicolon.</summary>
    Semicolon,

    /// <summary>With an opening brace.</summary>
    BlockStart,

    /// <summary>It was a closing brace.</summary>
    BlockEnd,

    /// <summary>The file ended.</summary>
    EndOfFile,
}

/// <summary>Cuts text into words by the very rules of nginx (ngx_conf_read_token in src/core/ngx_conf_file.c).</summary>
internal sealed class NginxLexer
{
    private const string ByteOrderMark = "\u00EF\u00BB\u00BF";

    private readonly NginxSource _source;
    private readonly string _text;

    /// <summary>Makes the lexer.</summary>
    /// <param name="source">The file.</param>
    public NginxLexer(NginxSource source)
    {
        _source = source;
        _text = source.Text;
        Position = _text.StartsWith(ByteOrderMark, System.StringComparison.Ordinal) ? ByteOrderMark.Length : 0;
    }

    /// <summary>The position of the next character.</summary>
    public int Position { get; private set; }

    /// <summary>The line of <see cref="Position"/>.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The line of the first word of the last statement.</summary>
    public int StatementLine { get; private set; }

    /// <summary>Reads the next statement.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public NginxStatementEnd ReadStatement(List<NginxToken> words)
    {
        words.Clear();
        while (true)
        {
            SkipSpace();
            if (words.Count == 0) StatementLine = Line;
            if (Position >= _text.Length)
            {
                if (words.Count == 0) return NginxStatementEnd.EndOfFile;
                throw Broken("unexpected end of file, expecting \";\" or \"}\"");
            }

            switch (_text[Position])
            {
                case ';' or '{' when words.Count == 0:
                    throw Broken($"unexpected \"{_text[Position]}\"");
                case ';':
                    Position++;
                    return NginxStatementEnd.Semicolon;
                case '{':
                    Position++;
                    return NginxStatementEnd.BlockStart;
                case '}' when words.Count > 0:
                    throw Broken("unexpected \"}\"");
                case '}':
                    Position++;
                    return NginxStatementEnd.BlockEnd;
                case '"' or '\'':
                    words.Add(ReadQuoted());
                    break;
                default:
                    words.Add(ReadPlain());
                    break;
            }
        }
    }

    /// <summary>Goes on reading at another place, where something else than nginx's own language was skipped.</summary>
    /// <param name="position">The place, not before the present one.</param>
    public void MoveTo(int position)
    {
        while (Position < position) Advance();
    }

    /// <summary>Makes the error for the present line.</summary>
    /// <param name="why">What is wrong.</param>
    /// <returns>The exception to throw.</returns>
    public SslToolsException Broken(string why) => SslError.ConfigurationBroken(_source.Path, Line, why);

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0) return ByteText.Decode(text);
        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            switch (next)
            {
                case '"' or '\'' or '\\': value.Append(next); break;
                case 't': value.Append('\t'); break;
                case 'r': value.Append('\r'); break;
                case 'n': value.Append('\n'); break;
                default:
                    value.Append(text[i]);
                    continue;
            }

            i++;
        }

        return ByteText.Decode(value.ToString());
    }

    private void Advance()
    {
        if (_text[Position++] == '\n') Line++;
    }

    private void SkipSpace()
    {
        while (Position < _text.Length)
        {
            if (_text[Position] == '#')
                while (Position < _text.Length && _text[Position] != '\n') Position++;
            else if (IsSpace(_text[Position])) Advance();
            else return;
        }
    }

    private NginxToken ReadQuoted()
    {
        var start = Position;
        var line = Line;
        var quote = _text[start];
        Position++;
        while (Position < _text.Length && _text[Position] != quote)
        {
            if (_text[Position] == '\\' && Position + 1 < _text.Length) Advance();
            Advance();
        }

        if (Position >= _text.Length)
            throw SslError.ConfigurationBroken(_source.Path, line, $"a parameter lacks its closing {quote} character");
        Position++;

        // nginx wants a space after a quote; only these may follow at once.
        if (Position < _text.Length && !IsSpace(_text[Position]) && _text[Position] is not (';' or '{' or ')'))
            throw Broken($"unexpected \"{_text[Position]}\"");
        return new NginxToken(Unescape(_text.Substring(start + 1, Position - start - 2)), start, Position);
    }

    private NginxToken ReadPlain()
    {
        var start = Position;
        var variable = false;
        while (Position < _text.Length)
        {
            var c = _text[Position];
            if (c == '{' && variable)
            {
                // The brace of ${name} opens no block.
                Position++;
                continue;
            }

            if (IsSpace(c) || c is ';' or '{') break;
            variable = c == '$';
            if (c == '\\' && Position + 1 < _text.Length) Advance();
            Advance();
        }

        return new NginxToken(Unescape(_text.Substring(start, Position - start)), start, Position);
    }
}
