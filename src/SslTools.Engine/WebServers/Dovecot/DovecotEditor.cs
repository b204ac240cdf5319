using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>Sets settings where they stand, and adds what is missing in the configuration's own order and style.</summary>
internal sealed class DovecotEditor
{
    private readonly DovecotConfiguration _configuration;
    private readonly List<(DovecotSource Source, TextEdit Edit)> _edits = [];

    /// <summary>Makes the editor.</summary>
    /// <param name="configuration">The configuration.</param>
    public DovecotEditor(DovecotConfiguration configuration) => _configuration = configuration;

    /// <summary>Sets a setting, unless it says so already.</summary>
    /// <param name="protocol">The protocol for which it shall count.</param>
    /// <param name="key">The setting.</param>
    /// <param name="value">The value as it shall be written, one character a byte.</param>
    public void Set(string protocol, string key, string value)
    {
        if (_configuration.Find(protocol, key) is { } entry && entry.Setting.Source.Path.Length > 0) Replace(entry.Setting, value);
        else AddTop(key, value);
    }

    /// <summary>Sets a setting of a name's block; the block is made where there is none.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="settings">Settings and values as they shall be written.</param>
    public void SetFor(string hostName, IReadOnlyList<(string Key, string Value)> settings)
    {
        if (_configuration.LocalNames.LastOrDefault(block => block.IsFor(hostName)) is not { } block)
        {
            AddBlock(hostName, settings);
            return;
        }

        // The whole block, so that the change is told from the same words in another one.
        var section = block.Section;
        var edits = settings.Select(setting => _configuration.Last(block.Scope, setting.Key) is { } entry ? Replacement(entry.Setting, setting.Value) : Addition(section, setting.Key, setting.Value)).ToList();
        var text = TextEdit.Apply(section.Source.Text, edits, section.Start, section.End);
        _edits.Add((section.Source, new TextEdit(section.Start, section.End, text)));
    }

    /// <summary>Carries the edits out in the plan.</summary>
    /// <returns>The changes.</returns>
    public IReadOnlyList<TextChange> Finish() =>
        _edits.Distinct().GroupBy(edit => edit.Source.Path).SelectMany(file => _configuration.Work.Edit(file.Key, file.Select(edit => edit.Edit))).ToList();

    // With the line end before it: the same words may stand in a block, further in.
    private void Replace(DovecotSetting setting, string value)
    {
        var edit = Replacement(setting, value);
        var text = setting.Source.Text;
        if (text.Substring(edit.Start, edit.End - edit.Start) == edit.Text) return;
        var line = LineBefore(text, edit.Start);
        _edits.Add((setting.Source, edit with { Start = line, Text = text.Substring(line, edit.Start - line) + edit.Text }));
    }

    private static TextEdit Replacement(DovecotSetting setting, string value)
    {
        var text = setting.Source.Text;
        var head = text.Substring(setting.Start, setting.ValueStart - setting.Start);
        if (head.IndexOf('\n') >= 0) head = setting.Key + " = ";
        if (!DovecotLines.IsSpace(head[head.Length - 1]) && setting.Value.Length == 0) head += " ";
        return new TextEdit(setting.Start, Math.Max(setting.End, setting.ValueStart), head + value);
    }

    // Settings of all stand before blocks of names: Dovecot warns of others.
    private void AddTop(string key, string value)
    {
        var anchor = LastSsl();
        var block = _configuration.LocalNames.FirstOrDefault()?.Section;
        if (block is not null && (anchor is null || !IsBefore(anchor, block))) Before(block, $"{key} = {value}");
        else if (anchor is not null) After(anchor, $"{key} = {value}");
        else AtEnd($"{key} = {value}");
    }

    // Of several blocks that answer a name the first counts in version 2.3 and the last in 2.4; the more exact one shall.
    private void AddBlock(string hostName, IReadOnlyList<(string Key, string Value)> settings)
    {
        var names = _configuration.LocalNames;
        var isWildcard = hostName.StartsWith("*.", StringComparison.Ordinal);
        var first = isWildcard != _configuration.Build.IsNew ? null
            : names.FirstOrDefault(name => isWildcard ? name.Names.Any(other => DnsName.Covers(hostName, other)) : name.Answers(hostName))?.Section;
        string[] lines = [$"{DovecotLocalName.Word} {hostName} {{", .. settings.Select(setting => $"  {setting.Key} = {setting.Value}"), "}"];
        if (first is not null) Before(first, lines);
        else if (names.LastOrDefault()?.Section is { } last) After(last, lines);
        else if (LastSsl() is { } anchor) After(anchor, lines);
        else AtEnd(lines);
    }

    private DovecotSetting? LastSsl() => _configuration.Entries.LastOrDefault(entry =>
        entry.Scope.Length == 0 && entry.Key.StartsWith("ssl", StringComparison.Ordinal) && entry.Key == entry.Setting.Key && entry.Setting.Source.Path.Length > 0)?.Setting;

    // In the order in which Dovecot reads: what stands in the block comes after what stands before it.
    private bool IsBefore(DovecotSetting setting, DovecotSection block)
    {
        var entries = _configuration.Entries.Select(entry => entry.Setting).ToList();
        var inside = entries.FindIndex(other => block.Children.Contains(other));
        return inside < 0 ? setting.Source.Path == block.Source.Path && setting.Start < block.Start : entries.IndexOf(setting) < inside;
    }

    private static TextEdit Addition(DovecotSection section, string key, string value)
    {
        var text = section.Source.Text;
        var line = section.End - 1;
        while (line > 0 && text[line - 1] != '\n') line--;
        var indent = (TextLines.IndentOf(text, section.Start) ?? "") + "  ";
        return new TextEdit(line, line, $"{indent}{key} = {value}{TextLines.NewLine(text, LineEnd(text, section.Start))}");
    }

    private void Before(DovecotNode node, params string[] lines)
    {
        var text = node.Source.Text;
        var indent = TextLines.IndentOf(text, node.Start) ?? "";
        var newLine = TextLines.NewLine(text, LineEnd(text, node.Start));
        var line = LineBefore(text, node.Start);
        var isFirst = line == 0 && text[0] is not ('\r' or '\n');
        _edits.Add((node.Source, new TextEdit(line, line, string.Concat(lines.Select(added => isFirst ? indent + added + newLine : newLine + indent + added)))));
    }

    private void After(DovecotNode node, params string[] lines)
    {
        var text = node.Source.Text;
        Insert(node.Source, LineEnd(text, node.End), TextLines.IndentOf(text, node.Start) ?? "", lines);
    }

    private void AtEnd(params string[] lines)
    {
        var text = _configuration.Main.Text;
        if (text.Length == 0) _edits.Add((_configuration.Main, new TextEdit(0, 0, string.Concat(lines.Select(line => line + "\n")))));
        else Insert(_configuration.Main, text[text.Length - 1] == '\n' ? LineBefore(text, text.Length) : text.Length, "", lines);
    }

    private void Insert(DovecotSource source, int end, string indent, IReadOnlyList<string> lines)
    {
        var newLine = end < source.Text.Length ? TextLines.NewLine(source.Text, end) : source.Text.IndexOf('\r') >= 0 ? "\r\n" : "\n";
        _edits.Add((source, new TextEdit(end, end, string.Concat(lines.Select(line => newLine + indent + line)))));
    }

    // The line end before the line of a position; 0 on the first line.
    private static int LineBefore(string text, int position)
    {
        var line = position == 0 ? -1 : text.LastIndexOf('\n', position - 1);
        return line > 0 && text[line - 1] == '\r' ? line - 1 : Math.Max(0, line);
    }

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        if (end < 0) return text.Length;
        return end > position && text[end - 1] == '\r' ? end - 1 : end;
    }
}
