using System.Collections.Generic;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>Turns a file into lines. What a line means is not looked at, but for conditions and for variables that the file sets itself.</summary>
internal static class HaproxyParser
{
    private const int MaxDepth = 50;

    /// <summary>Parses a file.</summary>
    /// <param name="path">The file itself.</param>
    /// <param name="content">Its content.</param>
    /// <param name="variables">The environment; what the file sets is added.</param>
    /// <returns>The file with its lines.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    public static HaproxySource Parse(string path, byte[] content, HaproxyVariables variables)
    {
        var source = new HaproxySource(path, ByteText.FromBytes(content));
        var lexer = new HaproxyLexer(source, variables.Find);
        var lines = new List<HaproxyLine>();
        var conditions = new Stack<int>();
        var number = 0;
        for (var start = 0; start < source.Text.Length;)
        {
            var newLine = source.Text.IndexOf('\n', start);
            var end = newLine < 0 ? source.Text.Length : newLine + 1;
            var words = lexer.Read(start, end, ++number);
            if (words.Count > 0 && !IsMacro(words[0].Value, conditions, path, number))
            {
                var line = new HaproxyLine(source, words, number, start, end, conditions.Count > 0);
                variables.Learn(line);
                lines.Add(line);
            }

            start = end;
        }

        if (conditions.Count > 0) throw SslError.ConfigurationBroken(path, conditions.Peek(), "an \".if\" without \".endif\"");
        source.Lines = lines;
        return source;
    }

    private static bool IsMacro(string word, Stack<int> conditions, string path, int number)
    {
        switch (word)
        {
            case ".if" when conditions.Count >= MaxDepth:
                throw SslError.ConfigurationBroken(path, number, $"conditions are nested more than {MaxDepth} deep");
            case ".if":
                conditions.Push(number);
                return true;
            case ".elif" or ".else" or ".endif" when conditions.Count == 0:
                throw SslError.ConfigurationBroken(path, number, $"lone \"{word}\" without \".if\"");
            case ".endif":
                conditions.Pop();
                return true;
            case ".elif" or ".else" or ".diag" or ".notice" or ".warning" or ".alert":
                return true;
            default:
                return false;
        }
    }
}
