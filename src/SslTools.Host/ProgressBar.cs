using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SslTools.Hosting;

/// <summary>Progress on the last line of a terminal, gone when it ends; nothing at all where there is no terminal.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class ProgressBar(Terminal terminal)
{
    private const string EraseLine = "\r\u001b[K";

    private readonly List<(long Source, ProgressRecord Record)> _running = [];
    private string _shown = "";
    private bool _lineBegun;

    /// <summary>Shows a record, or takes it away when it is complete.</summary>
    /// <param name="source">Who reports.</param>
    /// <param name="record">The record.</param>
    public void Show(long source, ProgressRecord record)
    {
        if (!terminal.Output) return;
        _running.RemoveAll(r => r.Source == source && r.Record.ActivityId == record.ActivityId);
        if (record.RecordType != ProgressRecordType.Completed) _running.Add((source, record));
        if (_lineBegun) return;
        if (_running.Count == 0) Hide();
        else Draw(_running.Last().Record);
    }

    /// <summary>Takes the line away before other text is written.</summary>
    /// <param name="text">The text.</param>
    public void MakeWay(string text)
    {
        Hide();
        if (text.Length > 0) _lineBegun = text[^1] != '\n';
    }

    /// <summary>Takes the line away.</summary>
    public void Hide()
    {
        if (_shown.Length == 0) return;
        Console.Out.Write(terminal.Colours ? EraseLine : "\r" + new string(' ', _shown.Length) + "\r");
        _shown = "";
    }

    /// <summary>Forgets everything that is running.</summary>
    public void Clear()
    {
        _running.Clear();
        Hide();
    }

    private void Draw(ProgressRecord record)
    {
        var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
        var left = record.SecondsRemaining >= 0 ? $" ({record.SecondsRemaining} s left)" : "";
        var text = $"{record.Activity}: {record.StatusDescription}{percent}{left}".ReplaceLineEndings(" ");

        // One column stays free: a full line would wrap.
        var room = terminal.Width - 1;
        if (text.Length > room) text = string.Concat(text.AsSpan(0, Math.Max(room - 1, 0)), "…");
        if (text == _shown) return;
        Hide();
        Console.Out.Write(terminal.Colours ? PSStyle.Instance.Progress.Style + text + PSStyle.Instance.Reset : text);
        _shown = text;
    }
}
