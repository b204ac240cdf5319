using System.Collections.Generic;
using System.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>A line of a configuration without comment and space around; lines that end with a backslash are one with the next.</summary>
internal sealed class DovecotLine
{
    private readonly List<int> _positions;

    private DovecotLine(string text, List<int> positions, int number)
    {
        Text = text;
        Number = number;
        _positions = positions;
    }

    /// <summary>The line.</summary>
    public string Text { get; }

    /// <summary>The number of its first line, from 1.</summary>
    public int Number { get; }

    /// <summary>Where it begins in the file.</summary>
    public int Start => _positions[0];

    /// <summary>Where it ends in the file.</summary>
    public int End => _positions[_positions.Count - 1] + 1;

    /// <summary>The place in the file of a character.</summary>
    /// <param name="index">Its index in <see cref="Text"/>.</param>
    /// <returns>The position.</returns>
    public int At(int index) => index < _positions.Count ? _positions[index] : End;

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The lines that say something.</returns>
    public static IEnumerable<DovecotLine> Read(string text)
    {
        var line = new StringBuilder();
        List<int> positions = [];
        var first = 0;
        var number = 0;
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            number++;
            end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var word = start;
            while (word < end && IsSpace(text[word])) word++;
            var last = LastOf(text, word, end);

            // A comment or an empty line ends what a backslash began.
            if (last == word) (line, positions) = (new StringBuilder(), []);
            if (last == word) continue;
            if (positions.Count == 0) first = number;
            var goesOn = text[last - 1] == '\\';
            var backslash = last - 1;
            if (goesOn) last = TrimEnd(text, word, backslash);
            for (var i = word; i < last; i++) positions.Add(i);
            line.Append(text, word, last - word);
            if (goesOn && last > word)
            {
                positions.Add(backslash);
                line.Append(' ');
            }

            if (goesOn || positions.Count == 0) continue;
            yield return new DovecotLine(line.ToString(), positions, first);
            (line, positions) = (new StringBuilder(), []);
        }
    }

    /// <summary>Whether Dovecot takes it for space.</summary>
    /// <param name="c">A character.</param>
    /// <returns>True when it does.</returns>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r';

    // Where the line ends before its comment, which begins with the first '#' outside of quotes.
    private static int LastOf(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '"' or '\'')
            {
                var quote = text[i];
                for (i++; i < end && text[i] != quote; i++)
                    if (text[i] == '\\') i++;
            }
            else if (text[i] == '#')
            {
                end = i;
            }
        }

        return TrimEnd(text, start, end);
    }

    private static int TrimEnd(string text, int start, int end)
    {
        while (end > start && IsSpace(text[end - 1])) end--;
        return end;
    }
}
