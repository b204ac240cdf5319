using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>A whole configuration: the main file and what it includes, as Apache would read it.</summary>
internal sealed class ApacheConfiguration
{
    private const int MaxFiles = 10_000;
    private const int MaxIncludeDepth = 20;
    private const int MaxDirectives = 1_000_000;

    private readonly ApacheContext _context;
    private readonly IReadOnlyList<string> _assumed;
    private readonly Dictionary<string, ApacheSource> _sources;
    private readonly ApacheState _state;
    private int _directives;

    private ApacheConfiguration(ApacheContext context, IReadOnlyList<string> assumed, Dictionary<string, ApacheSource> sources)
    {
        _context = context;
        _assumed = assumed;
        _sources = sources;
        _state = new ApacheState(context, assumed);
        if (!File.Exists(context.ConfigPath)) throw SslError.ConfigurationNotFound(context.ConfigPath);
        Main = Read().ToList();
        Listens = Main.Where(setting => setting.Is("Listen") && setting.Words.Count > 0).Select(setting => new ApacheListen(setting)).ToList();
        Sites = Main.Where(setting => setting.Is("VirtualHost")).Select(setting => new ApacheSite(this, setting)).ToList();
        MainSite = ApacheSite.OfMain(this);
    }

    /// <summary>The main file.</summary>
    public string Path => _context.ConfigPath;

    /// <summary>How the server is started.</summary>
    public ApacheContext Context => _context;

    /// <summary>The folder that relative paths begin at, as the configuration says in the end.</summary>
    public string ServerRoot => _state.ServerRoot;

    /// <summary>What counts outside of virtual hosts.</summary>
    public IReadOnlyList<ApacheSetting> Main { get; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<ApacheListen> Listens { get; }

    /// <summary>The virtual hosts, in the order of the configuration.</summary>
    public IReadOnlyList<ApacheSite> Sites { get; }

    /// <summary>The main server, which answers where no virtual host does; null where it has no name.</summary>
    public ApacheSite? MainSite { get; }

    /// <summary>The files.</summary>
    public IReadOnlyCollection<ApacheSource> Sources => _sources.Values;

    /// <summary>Loads a configuration.</summary>
    /// <param name="context">How the server is started.</param>
    /// <param name="assumed">Modules that are taken for loaded, because they will be.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public static ApacheConfiguration Load(ApacheContext context, IReadOnlyList<string>? assumed = null) =>
        new(context, assumed ?? [], new Dictionary<string, ApacheSource>(StringComparer.Ordinal));

    /// <summary>The configuration as it is once files are changed.</summary>
    /// <param name="edits">Paths and their new text; none takes nothing from what is loaded.</param>
    /// <param name="assumed">Modules that are taken for loaded; null for those of this one.</param>
    /// <returns>The changed configuration; what did not change is not read again.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public ApacheConfiguration With(IEnumerable<(string Path, string Text)> edits, IReadOnlyList<string>? assumed = null)
    {
        var sources = new Dictionary<string, ApacheSource>(_sources, StringComparer.Ordinal);
        foreach (var (path, text) in edits) sources[path] = ApacheParser.Parse(path, ByteText.ToBytes(text));
        return new ApacheConfiguration(_context, assumed ?? _assumed, sources);
    }

    /// <summary>Whether a module is loaded.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool HasModule(string name) => _state.Modules.Contains(name);

    /// <summary>The setting outside of virtual hosts that applies.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The last one, or null.</returns>
    public ApacheSetting? Last(string name) => Main.LastOrDefault(setting => setting.Is(name));

    /// <summary>A path of the configuration as a full one.</summary>
    /// <param name="path">The path as written.</param>
    /// <returns>The full path.</returns>
    public string PathOf(string path) => System.IO.Path.Combine(ServerRoot, ByteText.Decode(path));

    // -C comes before the main file and -c after it.
    private IEnumerable<ApacheSetting> Read()
    {
        var before = ApacheParser.ParseGenerated(Path, string.Join("\n", _context.Before), 1);
        var after = ApacheParser.ParseGenerated(Path, string.Join("\n", _context.After), 1);
        return Effective(before.Directives, 0).Concat(Effective(Open(ServerFiles.Resolve(Path)).Directives, 0)).Concat(Effective(after.Directives, 0));
    }

    private IEnumerable<ApacheSetting> Effective(IReadOnlyList<ApacheDirective> directives, int depth)
    {
        foreach (var directive in directives)
        {
            if (++_directives > MaxDirectives) throw SslError.ConfigurationBroken(directive.Source.Path, directive.Line, $"there are more than {MaxDirectives} directives");
            var words = ApacheLexer.Words(_state.Variables.Resolve(directive.Arguments));
            foreach (var setting in Effective(directive, words, depth)) yield return setting;
        }
    }

    private IEnumerable<ApacheSetting> Effective(ApacheDirective directive, IReadOnlyList<string> words, int depth)
    {
        if (ApacheConditions.IsCondition(directive))
            return ApacheConditions.Hold(directive, words, _state) ? Effective(directive.Children!, depth) : [];
        switch (directive.Name.ToLowerInvariant())
        {
            case "include" or "includeoptional" when words.Count == 1:
                return Included(directive, words[0], depth);
            case "use":
                if (depth >= MaxIncludeDepth) throw TooDeep(directive);
                return Effective(_state.Macros.Use(directive, words).Directives, depth + 1);
            case "virtualhost" when directive.Children is not null:
                return [new ApacheSetting(directive, words) { Inner = Effective(directive.Children, depth).ToList() }];
        }

        CarryOut(directive, words);
        return [new ApacheSetting(directive, words)];
    }

    private void CarryOut(ApacheDirective directive, IReadOnlyList<string> words)
    {
        switch (directive.Name.ToLowerInvariant())
        {
            case "macro": _state.Macros.Define(directive, words); break;
            case "undefmacro": _state.Macros.Undefine(words); break;
            case "define": _state.Variables.Define(words); break;
            case "undefine": _state.Variables.Undefine(words); break;
            case "loadmodule": _state.Modules.Load(words); break;
            case "serverroot" when words.Count > 0: _state.ServerRoot = ByteText.Decode(words[0]); break;
        }
    }

    private IEnumerable<ApacheSetting> Included(ApacheDirective include, string path, int depth)
    {
        if (depth >= MaxIncludeDepth) throw TooDeep(include);
        foreach (var file in ApacheInclude.Files(include, path, _state.ServerRoot))
            foreach (var setting in Effective(Open(file).Directives, depth + 1)) yield return setting;
    }

    private static SslToolsException TooDeep(ApacheDirective directive) =>
        SslError.ConfigurationBroken(directive.Source.Path, directive.Line, $"includes are nested more than {MaxIncludeDepth} deep");

    private ApacheSource Open(string path)
    {
        if (_sources.TryGetValue(path, out var source)) return source;
        if (_sources.Count >= MaxFiles) throw SslError.ConfigurationBroken(path, 0, $"more than {MaxFiles} files are included");
        return _sources[path] = ApacheParser.Parse(path, ConfigurationFile.Read(path));
    }
}
