using System.Collections.Generic;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>
/// A logical line of main.cf, master.cf or a table (postconf(5), "the general format"): lines that begin with space continue it,
/// comments and empty lines between do not end it.
/// </summary>
internal sealed class PostfixLine
{
    private readonly List<int> _positions;

    private PostfixLine(string text, List<int> positions, int number)
    {
        Text = text;
        Number = number;
        _positions = positions;
    }

    /// <summary>The whole line as one, without line ends and the space at its end.</summary>
    public string Text { get; }

    /// <summary>The number of its first line, from 1.</summary>
    public int Number { get; }

    /// <summary>Where it begins in the file.</summary>
    public int Start => _positions[0];

    /// <summary>Where it ends in the file: after its last character that is no space.</summary>
    public int End => _positions[Text.Length - 1] + 1;

    /// <summary>The place in the file of a character.</summary>
    /// <param name="index">Its index in <see cref="Text"/>.</param>
    /// <returns>The position.</returns>
    public int At(int index) => index < Text.Length ? _positions[index] : End;

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static IReadOnlyList<PostfixLine> Read(string path, string text)
    {
        var lines = new List<PostfixLine>();
        List<int>? current = null;
        var first = 0;
        var number = 0;
        void Finish()
        {
            if (current is null) return;
            while (IsSpace(text[current[current.Count - 1]])) current.RemoveAt(current.Count - 1);
            var chars = new char[current.Count];
            for (var i = 0; i < chars.Length; i++) chars[i] = text[current[i]];
            lines.Add(new PostfixLine(new string(chars), current, first));
        }

        for (var start = 0; start < text.Length;)
        {
            number++;
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var word = start;
            while (word < end && IsSpace(text[word])) word++;
            if (word < end && text[word] != '#')
            {
                if (word == start)
                {
                    Finish();
                    (current, first) = ([], number);
                }
                else if (current is null)
                {
                    throw SslError.ConfigurationBroken(path, number, "it begins with space, but there is no line before it that it could go on");
                }

                for (var i = start; i < end; i++) current!.Add(i);
            }

            start = end + 1;
        }

        Finish();
        return lines;
    }

    /// <summary>Whether Postfix takes it for space.</summary>
    /// <param name="c">A character.</param>
    /// <returns>True when it does.</returns>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f';
}
