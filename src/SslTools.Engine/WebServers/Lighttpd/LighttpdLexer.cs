using System.Collections.Generic;
using System.Text;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Cuts text into words by the very rules of lighttpd (config_tokenizer in src/configfile.c).</summary>
internal sealed class LighttpdLexer
{
    private static readonly string[] Signs = ["=>", "==", "=~", "=^", "=$", "!=", "!~", "+=", ":=", "=", "+", ",", "(", ")", "[", "]", "{", "}", "$"];

    private readonly LighttpdSource _source;
    private readonly string _text;
    private readonly List<LighttpdToken> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _parentheses;

    private LighttpdLexer(LighttpdSource source)
    {
        _source = source;
        _text = source.Text;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file.</param>
    /// <returns>Its words; the last one is the end of the file.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static IReadOnlyList<LighttpdToken> Read(LighttpdSource source)
    {
        var lexer = new LighttpdLexer(source);
        while (lexer._position < lexer._text.Length) lexer.ReadNext();
        lexer.Add(LighttpdKind.EndOfFile, "", lexer._position);
        return lexer._tokens;
    }

    private static bool IsName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-';

    private void ReadNext()
    {
        var c = _text[_position];
        var start = _position;
        if (c is ' ' or '\t') _position++;
        else if (c is '\r' or '\n') ReadLineEnds();
        else if (c == '#') SkipComment();
        else if (c == '"') ReadText();
        else if (string.CompareOrdinal(_text, start, "\u00C2\u00A0", 0, 2) == 0) _position += 2;
        else if (IsName(c)) ReadName();
        else ReadSign();
    }

    private void ReadLineEnds()
    {
        var start = _position;
        var line = _line;
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\r' or '\n' or '#')
        {
            if (_text[_position] == '#')
            {
                SkipComment();
                continue;
            }

            // lighttpd takes CR, LF and CR LF for one line end each.
            if (_text[_position] == '\n' || (_text[_position] == '\r' && (_position + 1 >= _text.Length || _text[_position + 1] != '\n'))) _line++;
            _position++;
        }

        if (_parentheses == 0) _tokens.Add(new LighttpdToken(LighttpdKind.EndOfLine, "", start, _position, line));
    }

    private void SkipComment()
    {
        while (_position < _text.Length && _text[_position] is not ('\r' or '\n')) _position++;
    }

    // A backslash escapes a quote and nothing else.
    private void ReadText()
    {
        var (start, line) = (_position, _line);
        var value = new StringBuilder();
        for (_position++; _position < _text.Length && _text[_position] != '"'; _position++)
        {
            if (_text[_position] == '\\' && _position + 1 < _text.Length && _text[_position + 1] == '"') _position++;
            if (_text[_position] == '\n') _line++;
            value.Append(_text[_position]);
        }

        if (_position >= _text.Length) throw SslError.ConfigurationBroken(_source.Path, line, "missing closing quote");
        _position++;
        _tokens.Add(new LighttpdToken(LighttpdKind.Text, ByteText.Decode(value.ToString()), start, _position, line));
    }

    private void ReadName()
    {
        var start = _position;
        var isNumber = _text[start] is >= '0' and <= '9';
        while (_position < _text.Length && IsName(_text[_position]) && (!isNumber || _text[_position] is >= '0' and <= '9')) _position++;
        Add(isNumber ? LighttpdKind.Number : LighttpdKind.Key, _text.Substring(start, _position - start), start);
    }

    private void ReadSign()
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(_text, _position, sign, 0, sign.Length) != 0) continue;
            _parentheses += sign == "(" ? 1 : sign == ")" ? -1 : 0;
            if (_parentheses < 0) throw SslError.ConfigurationBroken(_source.Path, _line, "close-parens without open-parens");
            _position += sign.Length;
            Add(LighttpdKind.Sign, sign, _position - sign.Length);
            return;
        }

        throw SslError.ConfigurationBroken(_source.Path, _line, $"unexpected character '{_text[_position]}'");
    }

    private void Add(LighttpdKind kind, string value, int start) => _tokens.Add(new LighttpdToken(kind, value, start, _position, _line));
}
