using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>A parameter that a service has for itself: "-o name=value" of master.cf.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as written.</param>
/// <param name="Start">Where the assignment begins in the file, with its brace.</param>
/// <param name="End">Where it ends.</param>
/// <param name="LineNumber">The line of the service.</param>
internal sealed record PostfixOverride(string Name, string Value, int Start, int End, int LineNumber);

/// <summary>A service of master.cf (master(5)).</summary>
/// <param name="Name">The first field: for TCP an address and port.</param>
/// <param name="Type">inet, unix, fifo or pass.</param>
/// <param name="Command">The program.</param>
/// <param name="Overrides">The parameters that it has for itself.</param>
/// <param name="Line">Its line.</param>
internal sealed record PostfixEntry(string Name, string Type, string Command, IReadOnlyList<PostfixOverride> Overrides, int Line);

/// <summary>The file master.cf.</summary>
internal static class PostfixMaster
{
    private const int Fields = 8;

    /// <summary>Reads the services.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text, one character a byte.</param>
    /// <returns>The services, in the order of the file.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static IReadOnlyList<PostfixEntry> Read(string path, string text) => PostfixLines.Read(path, text).Select(line =>
    {
        var words = Words(path, line);
        if (words.Count < Fields) throw SslError.ConfigurationBroken(path, line.Number, $"a service has {Fields} fields, this line has {words.Count}");
        string Word(int i) => line.Text.Substring(words[i].Start, words[i].End - words[i].Start);
        return new PostfixEntry(Word(0), Word(1), Word(Fields - 1), Overrides(line, words.Skip(Fields).ToList()).ToList(), line.Number);
    }).ToList();

    /// <summary>Sets an override that is there.</summary>
    /// <param name="setting">The override.</param>
    /// <param name="value">The value, one character a byte; without braces.</param>
    /// <returns>The edit.</returns>
    public static TextEdit Set(PostfixOverride setting, string value) => new(
        setting.Start, setting.End, value.Length == 0 || value.Any(PostfixLines.IsSpace) ? $"{{ {setting.Name} = {value} }}" : $"{setting.Name}={value}");

    private static IEnumerable<PostfixOverride> Overrides(LogicalLine line, IReadOnlyList<(int Start, int End)> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var (start, end) = words[i];
            var word = line.Text.Substring(start, end - start);
            if (!word.StartsWith("-o", StringComparison.Ordinal)) continue;
            if (word.Length > 2) start += 2;
            else if (++i < words.Count) (start, end) = words[i];
            else yield break;
            var assignment = line.Text.Substring(start, end - start);
            if (assignment[0] == '{') assignment = assignment.Substring(1, assignment.Length - 2);
            var equals = assignment.IndexOf('=');
            if (equals > 0)
                yield return new PostfixOverride(assignment.Substring(0, equals).Trim(), assignment.Substring(equals + 1).Trim(), line.At(start), line.At(end - 1) + 1, line.Number);
        }
    }

    // Words are separated by space; one that begins with a brace ends with its partner (Postfix 3.0).
    private static IReadOnlyList<(int Start, int End)> Words(string path, LogicalLine line)
    {
        var words = new List<(int, int)>();
        var text = line.Text;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (PostfixLines.IsSpace(text[i]))
            {
                i++;
                continue;
            }

            var depth = 0;
            for (; i < text.Length && (depth > 0 || !PostfixLines.IsSpace(text[i])); i++)
            {
                if (text[start] != '{') continue;
                if (text[i] == '{') depth++;
                if (text[i] == '}') depth--;
            }

            if (depth > 0) throw SslError.ConfigurationBroken(path, line.Number, "a brace is not closed");
            words.Add((start, i));
        }

        return words;
    }
}
