using System.Collections.Generic;
using System.Text;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>Cuts a Caddyfile into words, as caddyconfig/caddyfile/lexer.go does.</summary>
internal sealed class CaddyLexer
{
    private readonly string _path;
    private readonly string _text;
    private readonly List<CaddyToken> _tokens = [];
    private int _position;
    private int _line = 1;

    private CaddyLexer(string path, string text)
    {
        _path = path;
        _text = text;
    }

    /// <summary>Reads all words.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The words.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken: a quote is not closed.</exception>
    public static IReadOnlyList<CaddyToken> Read(string path, string text)
    {
        var lexer = new CaddyLexer(path, text);
        while (lexer.Next())
        {
        }

        return lexer._tokens;
    }

    private bool Next()
    {
        SkipSpace();
        if (_position >= _text.Length) return false;
        var (start, line) = (_position, _line);
        var first = _text[_position];
        var value = first is '"' or '`' ? Quoted(first, line) : Heredoc(line) ?? Plain();
        _tokens.Add(new CaddyToken(ByteText.Decode(value), start, _position, line, EndsLine(), first is not ('"' or '`')));
        return true;
    }

    // A backslash at the end of a line joins it with the next.
    private void SkipSpace()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c == '#')
            {
                while (_position < _text.Length && _text[_position] != '\n') _position++;
            }
            else if (c == '\\' && ContinuesAt(_position) is { } next)
            {
                _position = next;
                _line++;
            }
            else if (IsSpace(c))
            {
                if (c == '\n') _line++;
                _position++;
            }
            else
            {
                return;
            }
        }
    }

    private int? ContinuesAt(int backslash)
    {
        var i = backslash + 1;
        if (i < _text.Length && _text[i] == '\r') i++;
        return i < _text.Length && _text[i] == '\n' ? i + 1 : null;
    }

    private string Quoted(char quote, int line)
    {
        var value = new StringBuilder();
        for (_position++; _position < _text.Length; _position++)
        {
            var c = _text[_position];
            if (c == quote)
            {
                _position++;
                return value.ToString();
            }

            if (c == '\n') _line++;
            if (c == '\\' && quote == '"' && _position + 1 < _text.Length && _text[_position + 1] == '"') c = _text[++_position];
            value.Append(c);
        }

        throw SslError.ConfigurationBroken(_path, line, "a quotation mark is not closed");
    }

    // <<MARK ... MARK (Caddy 2.7 and later).
    private string? Heredoc(int line)
    {
        if (string.CompareOrdinal(_text, _position, "<<", 0, 2) != 0) return null;
        var end = _position + 2;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '-')) end++;
        if (end == _position + 2 || end >= _text.Length || _text[end] is not ('\n' or '\r')) return null;
        var mark = _text.Substring(_position + 2, end - _position - 2);
        var start = end;
        for (var i = _text.IndexOf('\n', end); i >= 0; i = _text.IndexOf('\n', i + 1))
        {
            _line++;
            var word = i + 1;
            while (word < _text.Length && _text[word] is ' ' or '\t') word++;
            if (string.CompareOrdinal(_text, word, mark, 0, mark.Length) != 0) continue;
            _position = word + mark.Length;
            return _text.Substring(start, i - start).Trim();
        }

        throw SslError.ConfigurationBroken(_path, line, $"the text that begins with '<<{mark}' does not end");
    }

    private string Plain()
    {
        var start = _position;
        while (_position < _text.Length && !IsSpace(_text[_position]) && !(_text[_position] == '\\' && ContinuesAt(_position) is not null)) _position++;
        return _text.Substring(start, _position - start);
    }

    private bool EndsLine() => TextLines.EndOfLine(_text, _position, '#') is not null;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\f' or '\v';
}
