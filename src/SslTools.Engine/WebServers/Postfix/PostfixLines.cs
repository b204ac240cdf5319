using System.Collections.Generic;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>
/// The logical lines of main.cf, master.cf or a table (postconf(5), "the general format"): lines that begin with space continue it,
/// comments and empty lines between do not end it.
/// </summary>
internal static class PostfixLines
{
    /// <summary>Reads the lines of a file.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static IReadOnlyList<LogicalLine> Read(string path, string text)
    {
        var lines = new List<LogicalLine>();
        List<int>? current = null;
        var first = 0;
        var number = 0;
        void Finish()
        {
            if (current is null) return;
            while (IsSpace(text[current[current.Count - 1]])) current.RemoveAt(current.Count - 1);
            var chars = new char[current.Count];
            for (var i = 0; i < chars.Length; i++) chars[i] = text[current[i]];
            lines.Add(new LogicalLine(new string(chars), current, first));
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
