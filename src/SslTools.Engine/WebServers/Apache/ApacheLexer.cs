using System;
using System.Collections.Generic;
using System.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A line as Apache reads it: lines that end with a backslash are joined, space around is gone.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends in the file.</param>
/// <param name="Number">The number of its first line, from 1.</param>
/// <param name="Map">Where each character stands, where lines were joined; otherwise null.</param>
internal readonly record struct ApacheLine(string Text, int Start, int End, int Number, IReadOnlyList<int>? Map)
{
    /// <summary>Where a character stands in the file.</summary>
    /// <param name="index">Its index in <see cref="Text"/>.</param>
    /// <returns>The position.</returns>
    public int At(int index) => index >= Text.Length ? End : Map is null ? Start + index : Map[index];
}

/// <summary>Cuts a file into lines by Apache's rules (ap_cfg_getline and ap_build_config_sub in server/util.c and server/config.c).</summary>
internal sealed class ApacheLexer
{
    private readonly string _text;
    private int _position;

    /// <summary>Makes the lexer.</summary>
    /// <param name="text">The text, one character a byte.</param>
    public ApacheLexer(string text) => _text = text;

    /// <summary>The number of the last line that was read.</summary>
    public int Number { get; private set; }

    /// <summary>Reads the next line that says something. A comment ends where its last joined line ends.</summary>
    /// <param name="line">The line.</param>
    /// <returns>False at the end of the file.</returns>
    public bool Read(out ApacheLine line)
    {
        while (_position < _text.Length)
        {
            line = ReadLine();
            if (line.Text.Length > 0 && line.Text[0] != '#') return true;
        }

        line = default;
        return false;
    }

    /// <summary>Cuts arguments into words (ap_getword_conf).</summary>
    /// <param name="text">The arguments.</param>
    /// <returns>The words; quotes and escapes are resolved.</returns>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = SkipSpace(text, 0); i < text.Length; i = SkipSpace(text, i))
        {
            var (end, next) = EndOfWord(text, i);
            var quote = text[i] is '"' or '\'' ? text[i] : '\0';
            words.Add(Unescape(text, quote == '\0' ? i : i + 1, end, quote));
            i = next;
        }

        return words;
    }

    /// <summary>Whether a character separates words.</summary>
    /// <param name="c">The character.</param>
    /// <returns>True when it does.</returns>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f';

    /// <summary>Finds where a word ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the word begins, with its quote.</param>
    /// <returns>Where its content ends, and where to read on.</returns>
    public static (int End, int Next) EndOfWord(string text, int start)
    {
        var i = start;
        if (text[i] is not ('"' or '\''))
        {
            while (i < text.Length && !IsSpace(text[i])) i++;
            return (i, i);
        }

        for (i++; i < text.Length && text[i] != text[start]; i++)
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == text[start] || text[i + 1] == '\\')) i++;
        return (Math.Min(i, text.Length), Math.Min(i + 1, text.Length));
    }

    private static int SkipSpace(string text, int start)
    {
        while (start < text.Length && IsSpace(text[start])) start++;
        return start;
    }

    private static string Unescape(string text, int start, int end, char quote)
    {
        var word = new StringBuilder();
        for (var i = start; i < end; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == '\\' || (quote != '\0' && text[i + 1] == quote))) i++;
            word.Append(text[i]);
        }

        return word.ToString();
    }

    private ApacheLine ReadLine()
    {
        var first = Number + 1;
        var joined = new StringBuilder();
        List<int>? map = null;
        var start = _position;
        while (true)
        {
            Number++;
            var begin = _position;
            var newLine = _text.IndexOf('\n', _position);
            var end = newLine < 0 ? _text.Length : newLine;
            _position = newLine < 0 ? _text.Length : newLine + 1;
            if (newLine >= 0 && end > begin && _text[end - 1] == '\r') end--;
            var goesOn = newLine >= 0 && end > begin && _text[end - 1] == '\\';
            if (goesOn) end--;
            if (goesOn || map is not null) AddTo(map ??= [], begin, end);
            joined.Append(_text, begin, end - begin);
            if (!goesOn || _position >= _text.Length) break;
        }

        return Trimmed(joined.ToString(), start, first, map);
    }

    private static void AddTo(List<int> map, int begin, int end)
    {
        for (var i = begin; i < end; i++) map.Add(i);
    }

    private static ApacheLine Trimmed(string text, int start, int number, List<int>? map)
    {
        var from = SkipSpace(text, 0);
        var to = text.Length;
        while (to > from && IsSpace(text[to - 1])) to--;
        int Position(int index) => map is null ? start + index : index < map.Count ? map[index] : map.Count == 0 ? start : map[map.Count - 1] + 1;
        var end = to > from ? Position(to - 1) + 1 : Position(from);
        return new ApacheLine(text.Substring(from, to - from), Position(from), end, number, map?.GetRange(from, to - from));
    }
}
