using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>A whole configuration: the main file and what it includes.</summary>
internal sealed class NginxConfiguration
{
    private const int MaxFiles = 10_000;
    private const int MaxIncludeDepth = 32;

    private readonly Dictionary<string, NginxSource> _sources = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, byte[]> _overlay;
    private readonly string _folder;

    private NginxConfiguration(string path, IReadOnlyDictionary<string, byte[]> overlay)
    {
        _overlay = overlay;
        Path = path;
        _folder = System.IO.Path.GetDirectoryName(path)!;
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        Main = Effective(Open(ServerFiles.Resolve(path)).Directives, []).ToList();
        Http = Main.Where(directive => directive is { Name: "http", Children: not null })
            .SelectMany(http => Effective(http.Children!, [])).ToList();
        Sites = Http.Where(directive => directive is { Name: "server", Children: not null })
            .Select(server => new NginxSite(this, server, Effective(server.Children!, []).ToList())).ToList();
        SslSockets = new(Sites.SelectMany(site => site.Listens).Where(listen => listen.SaysSsl).Select(listen => (listen.Key, listen.Port)));
    }

    /// <summary>The main file.</summary>
    public string Path { get; }

    /// <summary>The directives outside of blocks.</summary>
    public IReadOnlyList<NginxDirective> Main { get; }

    /// <summary>The directives of the http block.</summary>
    public IReadOnlyList<NginxDirective> Http { get; }

    /// <summary>The sites (server blocks) of the http block, in the order in which nginx reads them.</summary>
    public IReadOnlyList<NginxSite> Sites { get; }

    /// <summary>The addresses and ports that any site says ssl for.</summary>
    public HashSet<(string Key, int Port)> SslSockets { get; }

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The main file, a full path.</param>
    /// <param name="overlay">Files to be read as if they had this content already; null for none.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public static NginxConfiguration Load(string path, IReadOnlyDictionary<string, byte[]>? overlay = null) =>
        new(path, overlay ?? new Dictionary<string, byte[]>());

    /// <summary>The sites of the stream and mail blocks: what listens there is not ours.</summary>
    /// <returns>Their directives named listen.</returns>
    public IEnumerable<NginxDirective> OtherListens() =>
        Main.Where(block => block is { Name: "stream" or "mail", Children: not null })
            .SelectMany(block => Effective(block.Children!, []))
            .Where(server => server is { Name: "server", Children: not null })
            .SelectMany(server => Effective(server.Children!, []))
            .Where(directive => directive.Name == "listen");

    // Includes are followed where directives of sites can stand; what a location includes is never needed.
    private IEnumerable<NginxDirective> Effective(IReadOnlyList<NginxDirective> directives, string[] stack)
    {
        foreach (var directive in directives)
        {
            if (directive.Name != "include" || directive.Children is not null || directive.Tokens.Count != 2)
            {
                yield return directive;
                continue;
            }

            foreach (var file in Included(directive))
            {
                if (stack.Contains(file)) throw Broken(directive, $"'{file}' includes itself");
                if (stack.Length >= MaxIncludeDepth) throw Broken(directive, $"includes are nested more than {MaxIncludeDepth} deep");
                foreach (var included in Effective(Open(file).Directives, [.. stack, file])) yield return included;
            }
        }
    }

    private IEnumerable<string> Included(NginxDirective include)
    {
        // Relative to the main file's folder, wherever the include stands (ngx_conf_full_name).
        var path = System.IO.Path.Combine(_folder, include.Tokens[1].Value);
        if (GlobPattern.IsPattern(path)) return GlobPattern.Expand(path).Select(file => Checked(include, file));
        return [Checked(include, path)];
    }

    private static string Checked(NginxDirective include, string path)
    {
        if (Directory.Exists(path)) throw Broken(include, $"the included '{path}' is a folder");
        if (!File.Exists(path)) throw Broken(include, $"the included file '{path}' is not there");
        return ServerFiles.Resolve(path);
    }

    private static SslToolsException Broken(NginxDirective directive, string why) =>
        SslError.ConfigurationBroken(directive.Source.Path, directive.Line, why);

    private NginxSource Open(string path)
    {
        if (_sources.TryGetValue(path, out var source)) return source;
        if (_sources.Count >= MaxFiles) throw SslError.ConfigurationBroken(path, 0, $"more than {MaxFiles} files are included");
        return _sources[path] = NginxParser.Parse(path, _overlay.TryGetValue(path, out var content) ? content : ConfigurationFile.Read(path));
    }
}
