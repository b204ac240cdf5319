using System;
using System.Collections.Generic;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Turns a file into directives and sections. What a directive means is not looked at.</summary>
internal sealed class ApacheParser
{
    private const int MaxDepth = 64;

    private readonly ApacheSource _source;
    private readonly ApacheLexer _lexer;
    private readonly int _firstLine;

    private ApacheParser(ApacheSource source, int firstLine)
    {
        _source = source;
        _lexer = new ApacheLexer(source.Text);
        _firstLine = firstLine;
    }

    /// <summary>Parses a file.</summary>
    /// <param name="path">The file itself.</param>
    /// <param name="content">Its content.</param>
    /// <returns>The file with its directives.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    public static ApacheSource Parse(string path, byte[] content) => Fill(new ApacheSource(path, ByteText.FromBytes(content)), 1);

    /// <summary>Parses what is no file.</summary>
    /// <param name="place">The file it comes from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="firstLine">The number of its first line.</param>
    /// <returns>The text with its directives.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    public static ApacheSource ParseGenerated(string place, string text, int firstLine) =>
        Fill(new ApacheSource(place, text) { IsGenerated = true }, firstLine);

    private static ApacheSource Fill(ApacheSource source, int firstLine)
    {
        source.Directives = new ApacheParser(source, firstLine).ReadSection(null, 0);
        return source;
    }

    private SslToolsException Broken(int line, string why) => SslError.ConfigurationBroken(_source.Path, line, why);

    private List<ApacheDirective> ReadSection(ApacheDirective? section, int depth)
    {
        if (depth > MaxDepth) throw Broken(section!.Line, $"sections are nested more than {MaxDepth} deep");
        var children = new List<ApacheDirective>();
        while (_lexer.Read(out var read))
        {
            var line = read with { Number = read.Number + _firstLine - 1 };
            if (line.Text.StartsWith("</", StringComparison.Ordinal))
            {
                Close(section, line);
                return children;
            }

            var directive = line.Text[0] == '<' ? Open(line) : Plain(line);
            if (line.Text[0] == '<' && !directive.IsRaw) directive.Children = ReadSection(directive, depth + 1);
            else if (directive.IsRaw) SkipRaw(directive);
            children.Add(directive);
        }

        return section is null ? children : throw Broken(section.Line, $"the section <{section.Name}> has no end");
    }

    private ApacheDirective Plain(ApacheLine line)
    {
        var end = EndOfName(line.Text, 0);
        var start = SkipSpace(line.Text, end);
        return new ApacheDirective(_source, line, line.Text.Substring(0, end), line.Text.Substring(start), start);
    }

    private ApacheDirective Open(ApacheLine line)
    {
        var close = line.Text.LastIndexOf('>');
        if (close < 0) throw Broken(line.Number, $"the section {line.Text} lacks its closing '>'");
        var end = Math.Min(EndOfName(line.Text, 1), close);
        if (end == 1) throw Broken(line.Number, "a section lacks its name");
        var start = Math.Min(SkipSpace(line.Text, end), close);
        var stop = close;
        while (stop > start && ApacheLexer.IsSpace(line.Text[stop - 1])) stop--;
        var name = line.Text.Substring(1, end - 1);
        return new ApacheDirective(_source, line, name, line.Text.Substring(start, stop - start), start)
        {
            IsRaw = name.Equals("Perl", StringComparison.OrdinalIgnoreCase) || name.Equals("Macro", StringComparison.OrdinalIgnoreCase),
            Children = [],
        };
    }

    private void Close(ApacheDirective? section, ApacheLine line)
    {
        var name = NameOfEnd(line);
        if (section is null) throw Broken(line.Number, $"</{name}> has no <{name}> before it");
        if (!section.Is(name)) throw Broken(line.Number, $"</{section.Name}> is expected, for line {section.Line}, and not </{name}>");
        section.BodyEnd = line.Start;
        section.End = line.End;
    }

    private string NameOfEnd(ApacheLine line)
    {
        var word = line.Text.Substring(0, EndOfName(line.Text, 0));
        return word[word.Length - 1] == '>' ? word.Substring(2, word.Length - 3) : throw Broken(line.Number, $"{line.Text} lacks its closing '>'");
    }

    // Macros may hold macros; Perl is read to the first line that ends it.
    private void SkipRaw(ApacheDirective section)
    {
        for (var depth = 1; _lexer.Read(out var line);)
        {
            var name = line.Text.Substring(0, EndOfName(line.Text, 0)).TrimEnd('>');
            if (name.Equals("<" + section.Name, StringComparison.OrdinalIgnoreCase) && section.Is("Macro")) depth++;
            if (!name.Equals("</" + section.Name, StringComparison.OrdinalIgnoreCase) || --depth > 0) continue;
            section.BodyEnd = line.Start;
            section.End = line.End;
            return;
        }

        throw Broken(section.Line, $"the section <{section.Name}> has no end");
    }

    private static int EndOfName(string text, int start)
    {
        while (start < text.Length && !ApacheLexer.IsSpace(text[start])) start++;
        return start;
    }

    private static int SkipSpace(string text, int start)
    {
        while (start < text.Length && ApacheLexer.IsSpace(text[start])) start++;
        return start;
    }
}
