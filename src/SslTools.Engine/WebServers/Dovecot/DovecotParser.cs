using System;
using System.Collections.Generic;
using System.Text;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>Reads a file of Dovecot's configuration, as config_parse_line() does in versions 2.3 and 2.4.</summary>
internal static class DovecotParser
{
    private const int MaxDepth = 100;

    /// <summary>Parses a file.</summary>
    /// <param name="source">The file.</param>
    /// <returns>What stands in it.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static IReadOnlyList<DovecotNode> Parse(DovecotSource source)
    {
        List<DovecotNode> top = [];
        var open = new Stack<DovecotSection>();
        foreach (var line in DovecotLines.Read(source.Text))
        {
            if (line.Text == "}")
            {
                if (open.Count == 0) throw Broken(source, line, "unexpected '}'");
                open.Pop().End = line.End;
                continue;
            }

            var node = Node(source, line);
            (open.Count > 0 ? open.Peek().Children : top).Add(node);
            if (node is not DovecotSection section) continue;
            if (open.Count == MaxDepth) throw Broken(source, line, $"sections are nested more than {MaxDepth} deep");
            open.Push(section);
        }

        return open.Count == 0 ? top : throw SslError.ConfigurationBroken(source.Path, open.Peek().Line, "the section is not closed with '}'");
    }

    private static DovecotNode Node(DovecotSource source, LogicalLine line)
    {
        var text = line.Text;
        var i = 0;
        while (i < text.Length && !DovecotLines.IsSpace(text[i]) && text[i] != '=') i++;
        var key = text.Substring(0, i);
        i = AfterSpace(text, i);
        if (key is "!include" or "!include_try") return new DovecotInclude { Source = source, Key = key, Line = line.Number, Start = line.Start, End = line.End, Path = Unquote(text.Substring(i), out _) };
        if (i < text.Length && text[i] == '=') return Setting(source, line, key, AfterSpace(text, i + 1));
        return Section(source, line, key, i);
    }

    private static DovecotSetting Setting(DovecotSource source, LogicalLine line, string key, int start)
    {
        var text = line.Text;
        var isFile = start < text.Length && text[start] == '<';
        var quoted = false;
        return new DovecotSetting
        {
            Source = source,
            Key = key,
            Line = line.Number,
            Start = line.Start,
            End = line.End,
            ValueStart = line.At(start),
            IsFile = isFile,
            Value = isFile ? text.Substring(AfterSpace(text, start + 1)) : Unquote(text.Substring(start), out quoted),
            IsQuoted = quoted,
        };
    }

    private static DovecotSection Section(DovecotSource source, LogicalLine line, string key, int start)
    {
        var text = line.Text;
        var name = "";
        var i = start;
        if (i < text.Length && text[i] == '"')
        {
            for (i++; i < text.Length && text[i] != '"'; i++)
                if (text[i] == '\\') i++;
            name = Unescape(text.Substring(start + 1, Math.Max(0, Math.Min(i, text.Length) - start - 1)));
            i = AfterSpace(text, i + 1);
        }
        else if (i < text.Length && text[i] != '{')
        {
            while (i < text.Length && !DovecotLines.IsSpace(text[i])) i++;
            name = text.Substring(start, i - start);
            i = AfterSpace(text, i);
        }

        if (i >= text.Length || text[i] != '{') throw Broken(source, line, "there is neither '=' nor '{' after the first word");
        if (i + 1 < text.Length) throw Broken(source, line, "something follows '{'");
        return new DovecotSection { Source = source, Key = key, Name = name, Line = line.Number, Start = line.Start };
    }

    private static int AfterSpace(string text, int i)
    {
        while (i < text.Length && DovecotLines.IsSpace(text[i])) i++;
        return i;
    }

    private static string Unquote(string value, out bool quoted)
    {
        quoted = value.Length > 1 && value[0] is '"' or '\'' && value.Length > 1 && value[value.Length - 1] == value[0];
        return quoted ? Unescape(value.Substring(1, value.Length - 2)) : value;
    }

    private static string Unescape(string value)
    {
        var result = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length) i++;
            result.Append(value[i]);
        }

        return result.ToString();
    }

    private static SslToolsException Broken(DovecotSource source, LogicalLine line, string why) => SslError.ConfigurationBroken(source.Path, line.Number, why);
}
