using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Text;

/// <summary>Files as a plan makes them, one step after the other: each step reads what those before it made. Nothing is written.</summary>
internal sealed class TextWorkspace
{
    private readonly Dictionary<string, (byte[]? Before, string? Text)> _files = new(StringComparer.Ordinal);

    /// <summary>The files that differ from what is on disk.</summary>
    public IReadOnlyList<FileEdit> Edits => _files.Select(file => new FileEdit(file.Key, file.Value.Before, file.Value.Text is { } text ? ByteText.ToBytes(text) : null))
        .Where(edit => !edit.IsAfter(edit.Before)).ToList();

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file itself, no symbolic link.</param>
    /// <returns>Its text, one character a byte; null where there is none.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, ConfigurationNotReadable.</exception>
    public string? Read(string path)
    {
        if (_files.TryGetValue(path, out var file)) return file.Text;
        var content = ConfigurationFile.ReadIfThere(path);
        return (_files[path] = (content, content is null ? null : ByteText.FromBytes(content))).Text;
    }

    /// <summary>Gives a file another text.</summary>
    /// <param name="path">The file itself.</param>
    /// <param name="text">The text; null where the file goes.</param>
    public void Write(string path, string? text)
    {
        Read(path);
        _files[path] = (_files[path].Before, text);
    }

    /// <summary>Edits a file, and writes down how to undo it.</summary>
    /// <param name="path">The file itself; it may be a new one.</param>
    /// <param name="edits">The edits; none overlap.</param>
    /// <returns>The changes, in the order of the file.</returns>
    public IReadOnlyList<TextChange> Edit(string path, IEnumerable<TextEdit> edits)
    {
        var text = Read(path) ?? "";
        var ordered = edits.Where(edit => text.Substring(edit.Start, edit.End - edit.Start) != edit.Text)
            .OrderBy(edit => edit.Start).ThenBy(edit => edit.End).ToList();
        if (ordered.Count == 0) return [];
        var changes = TextUndo.Record(path, text, 0, text.Length, ordered).ToList();
        Write(path, TextEdit.Apply(text, ordered, 0, text.Length));
        return changes;
    }

    /// <summary>Undoes a change.</summary>
    /// <param name="change">The change.</param>
    /// <returns>True when its text still stood there.</returns>
    public bool Undo(TextChange change)
    {
        if (Read(change.Path) is not { } text || TextUndo.Apply(text, change) is not { } undone) return false;
        Write(change.Path, undone);
        return true;
    }
}
