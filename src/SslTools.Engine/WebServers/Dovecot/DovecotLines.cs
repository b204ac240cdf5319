using System.Collections.Generic;
using System.Text;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>The lines of a configuration, without comment and space around; one that ends with a backslash is one with the next.</summary>
internal static class DovecotLines
{
    /// <summary>Reads the lines of a file.</summary>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The lines that say something.</returns>
    public static IEnumerable<LogicalLine> Read(string text)
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
            yield return new LogicalLine(line.ToString(), positions, first);
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
