using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Cuts a line into words as HAProxy does: escapes, weak and strong quotes, variables (configuration.txt, 2.2 and 2.3).</summary>
internal sealed class HaproxyLexer
{
    private static readonly Regex Variable = new(@"\G\$(?:\{(?<name>\.?\w+)(?<list>\[\*\])?(?:-(?<default>[^}]*))?\}|(?<name>\.?\w+))", RegexOptions.CultureInvariant);

    private readonly HaproxySource _source;
    private readonly Func<string, string?> _variables;
    private readonly StringBuilder _value = new();
    private int _position;
    private int _end;
    private int _line;
    private bool _isList;

    /// <summary>Makes the lexer.</summary>
    /// <param name="source">The file.</param>
    /// <param name="variables">The environment of the process that reads it.</param>
    public HaproxyLexer(HaproxySource source, Func<string, string?> variables)
    {
        _source = source;
        _variables = variables;
    }

    /// <summary>Reads the words of a line.</summary>
    /// <param name="start">Where the line begins.</param>
    /// <param name="end">Where the next one begins.</param>
    /// <param name="line">Its number, for errors.</param>
    /// <returns>The words; none in an empty line or a comment.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public IReadOnlyList<HaproxyWord> Read(int start, int end, int line)
    {
        (_position, _end, _line) = (start, end, line);
        var words = new List<HaproxyWord>();
        while (true)
        {
            while (_position < _end && IsSpace(_source.Text[_position])) _position++;
            if (_position >= _end || _source.Text[_position] == '#') return words;
            ReadWord(words);
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f';

    private void ReadWord(List<HaproxyWord> words)
    {
        var start = _position;
        _value.Clear();
        _isList = false;
        while (_position < _end && !IsSpace(_source.Text[_position]) && _source.Text[_position] != '#') ReadPiece();
        var value = ByteText.Decode(_value.ToString());
        if (!_isList) words.Add(new HaproxyWord(value, start, _position));
        else foreach (var part in value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)) words.Add(new HaproxyWord(part, start, _position));
    }

    private void ReadPiece()
    {
        switch (_source.Text[_position])
        {
            case '\'':
                var close = _source.Text.IndexOf('\'', _position + 1, _end - _position - 1);
                if (close < 0) throw Broken("unmatched quote");
                _value.Append(_source.Text, _position + 1, close - _position - 1);
                _position = close + 1;
                break;
            case '"':
                ReadWeak();
                break;
            case '\\':
                ReadEscape();
                break;
            default:
                _value.Append(_source.Text[_position++]);
                break;
        }
    }

    private void ReadWeak()
    {
        for (_position++; _position < _end && _source.Text[_position] != '"';)
        {
            if (_source.Text[_position] == '\\') ReadEscape();
            else if (_source.Text[_position] == '$' && Variable.Match(_source.Text, _position, _end - _position) is { Success: true } match) ReadVariable(match);
            else if (_source.Text[_position] is '\r' or '\n') break;
            else _value.Append(_source.Text[_position++]);
        }

        if (_position >= _end || _source.Text[_position] != '"') throw Broken("unmatched quote");
        _position++;
    }

    private void ReadVariable(Match match)
    {
        var value = _variables(match.Groups["name"].Value);
        _value.Append(value is null ? match.Groups["default"].Value : ByteText.Encode(value));
        _isList |= match.Groups["list"].Success;
        _position += match.Length;
    }

    // What is no known escape stands for itself, with its backslash: "\." in an expression.
    private void ReadEscape()
    {
        var next = _position + 1 < _end ? _source.Text[_position + 1] : '\n';
        if (next is '\r' or '\n') throw Broken("unterminated escape sequence");
        if (next == 'x')
        {
            var digits = _position + 4 <= _end ? _source.Text.Substring(_position + 2, 2) : "";
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) throw Broken("invalid or incomplete '\\x' sequence");
            _value.Append((char)code);
            _position += 4;
            return;
        }

        _position += 2;
        _ = next switch
        {
            'n' => _value.Append('\n'),
            'r' => _value.Append('\r'),
            't' => _value.Append('\t'),
            ' ' or '\t' or '\\' or '#' or '\'' or '"' or '$' => _value.Append(next),
            _ => _value.Append('\\').Append(next),
        };
    }

    private SslToolsException Broken(string why) => SslError.ConfigurationBroken(_source.Path, _line, why);
}
