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

        foreach (var (key, value) in settings)
        {
            if (_configuration.Last(block.Scope, key) is { } entry) Replace(entry.Setting, value);
            else AddInside(block.Section, key, value);
        }
    }

    /// <summary>Carries the edits out in the plan.</summary>
    /// <returns>The changes.</returns>
    public IReadOnlyList<TextChange> Finish() =>
        _edits.Distinct().GroupBy(edit => edit.Source.Path).SelectMany(file => _configuration.Work.Edit(file.Key, file.Select(edit => edit.Edit))).ToList();

    private void Replace(DovecotSetting setting, string value)
    {
        var text = setting.Source.Text;
        var head = text.Substring(setting.Start, setting.ValueStart - setting.Start);
        if (head.IndexOf('\n') >= 0) head = setting.Key + " = ";
        if (!DovecotLine.IsSpace(head[head.Length - 1]) && setting.Value.Length == 0) head += " ";
        if (text.Substring(setting.ValueStart, System.Math.Max(0, setting.End - setting.ValueStart)) == value) return;
        _edits.Add((setting.Source, new TextEdit(setting.Start, System.Math.Max(setting.End, setting.ValueStart), head + value)));
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
        var isWildcard = hostName.StartsWith("*.", System.StringComparison.Ordinal);
        var first = isWildcard != _configuration.Build.IsNew ? null
            : names.FirstOrDefault(name => isWildcard ? name.Names.Any(other => DnsName.Covers(hostName, other)) : name.Answers(hostName))?.Section;
        string[] lines = [$"{DovecotLocalName.Word} {hostName} {{", .. settings.Select(setting => $"  {setting.Key} = {setting.Value}"), "}"];
        if (first is not null) Before(first, lines);
        else if (names.LastOrDefault()?.Section is { } last) After(last, lines);
        else if (LastSsl() is { } anchor) After(anchor, lines);
        else AtEnd(lines);
    }

    private DovecotSetting? LastSsl() => _configuration.Entries.LastOrDefault(entry =>
        entry.Scope.Length == 0 && entry.Key.StartsWith("ssl", System.StringComparison.Ordinal) && entry.Key == entry.Setting.Key && entry.Setting.Source.Path.Length > 0)?.Setting;

    // In the order in which Dovecot reads: what stands in the block comes after what stands before it.
    private bool IsBefore(DovecotSetting setting, DovecotSection block)
    {
        var entries = _configuration.Entries.Select(entry => entry.Setting).ToList();
        var inside = entries.FindIndex(other => block.Children.Contains(other));
        return inside < 0 ? setting.Source.Path == block.Source.Path && setting.Start < block.Start : entries.IndexOf(setting) < inside;
    }

    private void AddInside(DovecotSection section, string key, string value)
    {
        var text = section.Source.Text;
        var line = section.End - 1;
        while (line > 0 && text[line - 1] != '\n') line--;
        var newLine = TextLines.NewLine(text, TextLines.EndOfLine(text, section.End, '#') ?? text.Length);
        var indent = (TextLines.IndentOf(text, section.Start) ?? "") + "  ";
        _edits.Add((section.Source, new TextEdit(line, line, $"{indent}{key} = {value}{newLine}")));
    }

    private void Before(DovecotNode node, params string[] lines)
    {
        var text = node.Source.Text;
        var indent = TextLines.IndentOf(text, node.Start) ?? "";
        var newLine = TextLines.NewLine(text, LineEnd(text, node.Start));
        _edits.Add((node.Source, new TextEdit(node.Start, node.Start, string.Concat(lines.Select(line => line + newLine + indent)))));
    }

    private void After(DovecotNode node, params string[] lines)
    {
        var text = node.Source.Text;
        var end = LineEnd(text, node.End);
        var start = (TextLines.NewLine(text, end)) + (TextLines.IndentOf(text, node.Start) ?? "");
        _edits.Add((node.Source, new TextEdit(end, end, string.Concat(lines.Select(line => start + line)))));
    }

    private void AtEnd(params string[] lines)
    {
        var text = _configuration.Main.Text;
        var newLine = TextLines.NewLine(text, System.Math.Max(0, text.IndexOf('\r')));
        var ends = text.Length == 0 || text[text.Length - 1] == '\n' || _edits.Any(edit => edit.Source == _configuration.Main && edit.Edit.Start == text.Length);
        var start = ends ? "" : newLine;
        _edits.Add((_configuration.Main, new TextEdit(text.Length, text.Length, start + string.Concat(lines.Select(line => line + newLine)))));
    }

    private static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        if (end < 0) return text.Length;
        return end > position && text[end - 1] == '\r' ? end - 1 : end;
    }
}
