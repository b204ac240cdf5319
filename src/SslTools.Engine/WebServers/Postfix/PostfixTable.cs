using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>An entry of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">The name, lower case.</param>
/// <param name="Files">Key first, then the chain.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record PostfixTableEntry(PostfixTable Table, string Key, IReadOnlyList<string> Files, LogicalLine Line)
{
    /// <summary>The name as certificates write it.</summary>
    public string HostName => Key.StartsWith(".", StringComparison.Ordinal) ? "*" + Key : Key;

    /// <summary>The file of the certificate, or null.</summary>
    public string? CertificatePath => Files.Count == 0 ? null : Files[Math.Min(1, Files.Count - 1)];

    /// <summary>File and line.</summary>
    public string Place => $"{Table.Path}:{Line.Number}";
}

/// <summary>A text file of names and files, as postmap(1) reads it.</summary>
internal sealed class PostfixTable
{
    // What postmap -F makes of the text, with the ending of its file.
    private static readonly IReadOnlyDictionary<string, string> Indexed = new Dictionary<string, string>
    {
        ["hash"] = ".db", ["btree"] = ".db", ["cdb"] = ".cdb", ["lmdb"] = ".lmdb", ["dbm"] = ".pag", ["sdbm"] = ".pag",
    };

    private readonly string _type;
    private readonly string _name;
    private readonly string _text;

    /// <summary>Reads a table.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Type and path, as the parameter has them.</param>
    /// <param name="path">The file itself.</param>
    /// <param name="text">Its text, one character a byte.</param>
    public PostfixTable(string type, string name, string path, string text)
    {
        (_type, _name, Path, _text) = (type, name, path, text);
        Entries = PostfixLines.Read(path, text).Select(Parse).ToList();
    }

    /// <summary>The file itself.</summary>
    public string Path { get; }

    /// <summary>Its entries.</summary>
    public IReadOnlyList<PostfixTableEntry> Entries { get; }

    /// <summary>Whether tables of a type have a text that can be edited.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True when they do.</returns>
    public static bool CanEdit(string type) => type == "texthash" || Indexed.ContainsKey(type);

    /// <summary>Sets the files of a name.</summary>
    /// <param name="key">The name as a key.</param>
    /// <param name="value">The files, one character a byte.</param>
    /// <returns>The edit.</returns>
    public TextEdit Set(string key, string value)
    {
        if (Entries.FirstOrDefault(entry => entry.Key == key) is { } entry) return new TextEdit(entry.Line.Start, entry.Line.End, $"{key} {value}");
        var ends = _text.Length == 0 || _text[_text.Length - 1] == '\n';
        var newLine = TextLines.NewLine(_text, Math.Max(0, _text.IndexOf('\r')));
        return new TextEdit(_text.Length, _text.Length, ends ? $"{key} {value}{newLine}" : $"{newLine}{key} {value}");
    }

    /// <summary>Takes an entry out.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The edit.</returns>
    public TextEdit Delete(PostfixTableEntry entry)
    {
        var end = _text.IndexOf('\n', entry.Line.End - 1);
        return new TextEdit(entry.Line.Start, end < 0 ? _text.Length : end + 1, "");
    }

    /// <summary>Reads the table again, as planned so far.</summary>
    /// <param name="work">The files.</param>
    /// <returns>The table.</returns>
    public PostfixTable Again(TextWorkspace work) => new(_type, _name, Path, work.Read(Path) ?? "");

    /// <summary>The program that makes the index anew; the index holds the files' content, not their names.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The command; null where the table has no index.</returns>
    public ServerCommand? Index(PostfixConfiguration configuration)
    {
        if (!Indexed.ContainsKey(_type)) return null;
        var program = System.IO.Path.Combine(ByteText.Decode(configuration.Value("command_directory")), "postmap");
        IReadOnlyList<string> call = [program, "-c", configuration.Folder, "-F", ByteText.Decode(_name)];
        return new ServerCommand($"make the index of '{Path}' anew", call, call);
    }

    /// <summary>Whether the index is older than files whose content it holds.</summary>
    /// <param name="paths">The files.</param>
    /// <returns>True when it is.</returns>
    public bool IsOutdated(IEnumerable<string> paths)
    {
        if (!Indexed.TryGetValue(_type, out var ending)) return false;
        var index = File.GetLastWriteTimeUtc(Path + ending);
        return paths.Any(path => File.GetLastWriteTimeUtc(ServerFiles.Resolve(path)) > index);
    }

    private PostfixTableEntry Parse(LogicalLine line)
    {
        var space = 0;
        while (space < line.Text.Length && !PostfixLines.IsSpace(line.Text[space])) space++;
        return new PostfixTableEntry(this, line.Text.Substring(0, space).ToLowerInvariant(), PostfixCertificate.Files(line.Text.Substring(space)), line);
    }
}
