using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>A whole configuration: the main file, what it imports, and its snippets.</summary>
internal sealed class CaddyConfiguration
{
    private const int MaxFiles = 10_000;
    private const int MaxDepth = 32;

    private readonly Dictionary<string, IReadOnlyList<CaddyNode>> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CaddyNode> _snippets = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, byte[]> _overlay;

    private CaddyConfiguration(string path, IReadOnlyDictionary<string, byte[]> overlay)
    {
        _overlay = overlay;
        Path = path;
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        var nodes = Effective(Open(ServerFiles.Resolve(path)), []).ToList();
        var blocks = nodes.Where(node => !(node.Children is not null && IsSnippet(node))).ToList();
        var global = blocks.Count > 0 && blocks[0] is { Words.Count: 0, Children: not null } options ? options.Children! : [];
        HttpPort = PortOf(global, "http_port", 80);
        HttpsPort = PortOf(global, "https_port", 443);
        AutomaticHttps = global.FirstOrDefault(option => option.Name == "auto_https")?.Arguments.FirstOrDefault() != "off";
        Sites = SitesOf(blocks.Where(node => node.Words.Count > 0).ToList()).ToList();
    }

    /// <summary>The main file.</summary>
    public string Path { get; }

    /// <summary>The port of plain HTTP.</summary>
    public int HttpPort { get; }

    /// <summary>The port of HTTPS.</summary>
    public int HttpsPort { get; }

    /// <summary>Whether Caddy gives sites HTTPS by itself.</summary>
    public bool AutomaticHttps { get; }

    /// <summary>The sites, in the order in which Caddy reads them.</summary>
    public IReadOnlyList<CaddySite> Sites { get; }

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The main file, a full path.</param>
    /// <param name="overlay">Files to be read as if they had this content already; null for none.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public static CaddyConfiguration Load(string path, IReadOnlyDictionary<string, byte[]>? overlay = null) =>
        new(path, overlay ?? new Dictionary<string, byte[]>());

    /// <summary>The directives of a block, with those it imports.</summary>
    /// <param name="nodes">The block's own.</param>
    /// <returns>All of them.</returns>
    public IEnumerable<CaddyNode> Directives(IReadOnlyList<CaddyNode> nodes) => Effective(nodes, []);

    private static bool IsSnippet(CaddyNode node) => node.Name.StartsWith("(", StringComparison.Ordinal);

    private static int PortOf(IReadOnlyList<CaddyNode> options, string name, int usual) =>
        int.TryParse(options.FirstOrDefault(option => option.Name == name)?.Arguments.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port : usual;

    // A file with one site needs no braces: its first line has the addresses, the rest is the site.
    private IEnumerable<CaddySite> SitesOf(IReadOnlyList<CaddyNode> blocks)
    {
        if (blocks.Count > 0 && blocks[0].Children is null) return [new CaddySite(this, blocks[0], blocks.Skip(1).ToList())];
        return blocks.Select(block => block.Children is { } children ? new CaddySite(this, block, children)
            : throw SslError.ConfigurationBroken(block.Source.Path, block.Line, $"'{block.Name}' stands outside of any site"));
    }

    private IEnumerable<CaddyNode> Effective(IReadOnlyList<CaddyNode> nodes, string[] stack)
    {
        foreach (var node in nodes)
        {
            if (node.Children is not null && IsSnippet(node)) _snippets[node.Name.Trim('(', ')')] = node;
            if (node.Name != "import" || node.Words.Count < 2)
            {
                yield return node;
                continue;
            }

            if (stack.Length >= MaxDepth) throw Broken(node, $"imports are nested more than {MaxDepth} deep");
            foreach (var (key, children) in Imported(node))
            {
                if (stack.Contains(key)) throw Broken(node, $"'{key}' imports itself");
                foreach (var imported in Effective(children, [.. stack, key])) yield return imported;
            }
        }
    }

    private IEnumerable<(string Key, IReadOnlyList<CaddyNode> Children)> Imported(CaddyNode import)
    {
        var name = import.Words[1].Value;
        if (_snippets.TryGetValue(name, out var snippet)) return [(name, snippet.Children!)];
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(import.Source.Path)!, name);
        if (GlobPattern.IsPattern(path)) return GlobPattern.Expand(path).Where(File.Exists).Select(file => Opened(file)).ToList();
        return File.Exists(path) ? [Opened(path)] : throw Broken(import, $"there is no file and no snippet '{name}' to import");
    }

    private (string Path, IReadOnlyList<CaddyNode> Nodes) Opened(string file)
    {
        var path = ServerFiles.Resolve(file);
        return (path, Open(path));
    }

    private IReadOnlyList<CaddyNode> Open(string path)
    {
        if (_files.TryGetValue(path, out var nodes)) return nodes;
        if (_files.Count >= MaxFiles) throw SslError.ConfigurationBroken(path, 0, $"more than {MaxFiles} files are imported");
        return _files[path] = CaddyParser.Parse(path, _overlay.TryGetValue(path, out var content) ? content : ConfigurationFile.Read(path));
    }

    private static SslToolsException Broken(CaddyNode node, string why) => SslError.ConfigurationBroken(node.Source.Path, node.Line, why);
}
