using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Mail;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary>A setting, with the sections around it.</summary>
/// <param name="Scope">The sections, "service imap-login/inet_listener imaps"; empty outside of all.</param>
/// <param name="Key">Its name; what stands in a section ssl_server has the full name.</param>
/// <param name="Setting">Where it stands.</param>
internal sealed record DovecotEntry(string Scope, string Key, DovecotSetting Setting);

/// <summary>A whole configuration: what the program has by itself, then the main file and what it includes. Of two settings the last one counts.</summary>
internal sealed class DovecotConfiguration
{
    private const int MaxFiles = 1_000;
    private const int MaxIncludeDepth = 32;
    private const string ServerSection = "ssl_server";

    private readonly List<DovecotEntry> _entries = [];
    private readonly List<DovecotLocalName> _localNames = [];
    private int _files;

    private DovecotConfiguration(string path, DovecotBuild build, TextWorkspace work)
    {
        Path = path;
        Build = build;
        Work = work;
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        Collect(build.Defaults, "", []);
        Main = Open(ServerFiles.Resolve(path));
        Collect(DovecotParser.Parse(Main), "", [Main.Path]);
        Listeners = DovecotListener.Read(this).ToList();
    }

    /// <summary>The main file, as the user named it.</summary>
    public string Path { get; }

    /// <summary>The main file itself.</summary>
    public DovecotSource Main { get; }

    /// <summary>The program.</summary>
    public DovecotBuild Build { get; }

    /// <summary>The files, as planned so far.</summary>
    public TextWorkspace Work { get; }

    /// <summary>All settings, in the order in which Dovecot reads them.</summary>
    public IReadOnlyList<DovecotEntry> Entries => _entries;

    /// <summary>The blocks of names, in the order in which Dovecot reads them.</summary>
    public IReadOnlyList<DovecotLocalName> LocalNames => _localNames;

    /// <summary>Where clients log in.</summary>
    public IReadOnlyList<DovecotListener> Listeners { get; }

    /// <summary>The server's own name.</summary>
    public string OwnName => (Value("", "hostname") is { Length: > 0 } name ? name : MachineName.Full).ToLowerInvariant();

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The main file, a full path.</param>
    /// <param name="build">The program.</param>
    /// <param name="work">The files, as planned so far.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public static DovecotConfiguration Load(string path, DovecotBuild build, TextWorkspace? work = null) => new(path, build, work ?? new TextWorkspace());

    /// <summary>The setting that counts for a protocol: its own, or that of all.</summary>
    /// <param name="protocol">The protocol; empty for none.</param>
    /// <param name="key">The setting.</param>
    /// <returns>The setting, or null.</returns>
    public DovecotEntry? Find(string protocol, string key) =>
        (protocol.Length > 0 ? Last("protocol " + protocol, key) : null) ?? Last("", key);

    /// <summary>The last setting of a name among certain sections.</summary>
    /// <param name="scope">The sections.</param>
    /// <param name="key">The setting.</param>
    /// <returns>The setting, or null.</returns>
    public DovecotEntry? Last(string scope, string key) => _entries.LastOrDefault(entry => entry.Key == key && entry.Scope == scope);

    /// <summary>What a setting says for a protocol.</summary>
    /// <param name="protocol">The protocol; empty for none.</param>
    /// <param name="key">The setting.</param>
    /// <returns>Its value; empty where there is none.</returns>
    public string Value(string protocol, string key) => Find(protocol, key) is { } entry ? ValueOf(entry) : "";

    /// <summary>What a setting says; in version 2.3 "$key" is what the setting said before.</summary>
    /// <param name="entry">The setting.</param>
    /// <returns>Its value.</returns>
    public string ValueOf(DovecotEntry entry)
    {
        var value = entry.Setting.Value;
        if (Build.IsNew || entry.Setting.IsFile || entry.Setting.IsQuoted || value.IndexOf('$') < 0) return value;
        var before = _entries.TakeWhile(other => other != entry).ToList();
        return string.Join(" ", value.Split(' ').Select(word => word.StartsWith("$", StringComparison.Ordinal) && word.Length > 1
            ? before.LastOrDefault(other => other.Key == word.Substring(1) && other.Scope == entry.Scope) is { } earlier ? ValueOf(earlier) : "" : word));
    }

    /// <summary>The path that a setting names.</summary>
    /// <param name="entry">The setting, or null.</param>
    /// <returns>The path; null where it names none.</returns>
    public string? PathOf(DovecotEntry? entry) =>
        entry is { Setting: { Value.Length: > 0 } setting } && (Build.IsNew || setting.IsFile)
            ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(setting.Source.Path.Length > 0 ? setting.Source.Path : Path)!, ByteText.Decode(setting.Value)) : null;

    private void Collect(IReadOnlyList<DovecotNode> nodes, string scope, string[] stack)
    {
        foreach (var node in nodes)
        {
            if (node is DovecotSetting setting)
            {
                var inServer = scope == ServerSection || scope.EndsWith("/" + ServerSection, StringComparison.Ordinal);
                var outer = inServer ? scope.Substring(0, Math.Max(0, scope.Length - ServerSection.Length - 1)) : scope;
                var full = inServer && !setting.Key.StartsWith("ssl_", StringComparison.Ordinal) ? $"{ServerSection}_{setting.Key}" : setting.Key;
                _entries.Add(new DovecotEntry(outer, full, setting));
            }
            else if (node is DovecotSection section)
            {
                if (section.Key == DovecotLocalName.Word && scope.Length == 0) _localNames.Add(new DovecotLocalName(section));
                var name = section.Name.Length > 0 ? $"{section.Key} {section.Name}" : section.Key;
                Collect(section.Children, scope.Length == 0 ? name : $"{scope}/{name}", stack);
            }
            else if (node is DovecotInclude include)
            {
                foreach (var file in Included(include))
                {
                    if (stack.Contains(file)) throw Broken(include, $"'{file}' includes itself");
                    if (stack.Length >= MaxIncludeDepth) throw Broken(include, $"includes are nested more than {MaxIncludeDepth} deep");
                    Collect(DovecotParser.Parse(Open(file)), scope, [.. stack, file]);
                }
            }
        }
    }

    private static IReadOnlyList<string> Included(DovecotInclude include)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(include.Source.Path) ?? "", ByteText.Decode(include.Path));
        var files = GlobPattern.IsPattern(path) ? GlobPattern.Expand(path) : [path];
        var found = files.Where(File.Exists).Select(ServerFiles.Resolve).ToList();
        return found.Count > 0 || include.IsOptional ? found : throw Broken(include, $"there is no file '{path}' to include");
    }

    private DovecotSource Open(string path)
    {
        if (++_files > MaxFiles) throw SslError.ConfigurationBroken(path, 0, $"more than {MaxFiles} files are included");
        return new DovecotSource(path, Work.Read(path) ?? "");
    }

    private static SslToolsException Broken(DovecotNode node, string why) => SslError.ConfigurationBroken(node.Source.Path, node.Line, why);
}
