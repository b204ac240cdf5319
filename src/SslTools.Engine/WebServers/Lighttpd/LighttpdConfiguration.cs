using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>A whole configuration: the main file and what it includes, with its variables and conditions carried out.</summary>
internal sealed class LighttpdConfiguration
{
    private const int MaxFiles = 10_000;
    private const int MaxIncludeDepth = 32;

    private readonly Dictionary<string, LighttpdSource> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<LighttpdStatement, LighttpdScope> _scopeOf = [];
    private readonly List<LighttpdScope> _scopes = [new()];
    private readonly List<LighttpdSite> _sites = [];
    private readonly List<LighttpdStatement> _programs = [];
    private readonly IReadOnlyDictionary<string, byte[]> _overlay;

    private LighttpdConfiguration(string path, IReadOnlyDictionary<string, byte[]> overlay)
    {
        _overlay = overlay;
        Path = path;
        if (!File.Exists(path)) throw SslError.ConfigurationNotFound(path);
        Run(Open(ServerFiles.Resolve(path)).Statements, null, Global, []);
        Sockets = LighttpdSocket.All(this).ToList();
    }

    /// <summary>The main file.</summary>
    public string Path { get; }

    /// <summary>The scope outside of conditions.</summary>
    public LighttpdScope Global => _scopes[0];

    /// <summary>All scopes, in the order in which lighttpd applies them.</summary>
    public IReadOnlyList<LighttpdScope> Scopes => _scopes;

    /// <summary>The blocks for names, in the order in which lighttpd reads them.</summary>
    public IReadOnlyList<LighttpdSite> Sites => _sites;

    /// <summary>What it listens on.</summary>
    public IReadOnlyList<LighttpdSocket> Sockets { get; }

    /// <summary>The lines that take further lines from a program. SslTools runs none, so that nothing is known of these.</summary>
    public IReadOnlyList<LighttpdStatement> Programs => _programs;

    /// <summary>Loads a configuration.</summary>
    /// <param name="path">The main file, a full path.</param>
    /// <param name="overlay">Files to be read as if they had this content already; null for none.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound, ConfigurationNotReadable, ConfigurationBroken.</exception>
    public static LighttpdConfiguration Load(string path, IReadOnlyDictionary<string, byte[]>? overlay = null) =>
        new(path, overlay ?? new Dictionary<string, byte[]>());

    /// <summary>What a global setting holds.</summary>
    /// <param name="name">The setting.</param>
    /// <returns>Its text; null where there is none, or where it is unknown.</returns>
    public string? Setting(string name) => Global.Own(name)?.Value.Text;

    /// <summary>What a setting holds while a handshake for a name goes on: of all that apply the last (config_check_cond, mod_openssl_patch_config).</summary>
    /// <param name="name">The setting.</param>
    /// <param name="host">The name, in lower case; empty for none.</param>
    /// <param name="socket">The socket.</param>
    /// <returns>The value with the statement, or null.</returns>
    public (LighttpdValue Value, LighttpdStatement Statement)? Effective(string name, string host, LighttpdSocket socket) =>
        _scopes.Where(scope => scope.Applies(host, socket.Text)).Select(scope => scope.Own(name)).LastOrDefault(own => own is not null);

    /// <summary>Whether lighttpd applies one scope after another, so that it wins.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when it does.</returns>
    public bool IsAfter(LighttpdScope scope, LighttpdScope other) => _scopes.IndexOf(scope) > _scopes.IndexOf(other);

    /// <summary>A path as lighttpd reads it.</summary>
    /// <param name="path">As written.</param>
    /// <returns>A full path.</returns>
    public string FullPath(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, path));

    private void Run(IReadOnlyList<LighttpdStatement> statements, LighttpdStatement? block, LighttpdScope scope, string[] stack)
    {
        foreach (var statement in statements)
        {
            if (statement.Children is not null) RunBlock(statement, statements, scope, stack);
            else if (statement.Name == "include") Include(statement, block, scope, stack);
            else if (statement.Name == "include_shell") _programs.Add(statement);
            else scope.Assign(statement);
        }
    }

    private void RunBlock(LighttpdStatement block, IReadOnlyList<LighttpdStatement> siblings, LighttpdScope scope, string[] stack)
    {
        if (block.Name == "global")
        {
            Run(block.Children!, block, Global, stack);
            return;
        }

        var inner = Scope(block, scope);
        inner.Blocks.Add(block);
        _scopeOf[block] = inner;
        if (inner.Subject == "HTTP.host") _sites.Add(new LighttpdSite(block, inner, siblings));
        Run(block.Children!, block, inner, stack);
    }

    private LighttpdScope Scope(LighttpdStatement block, LighttpdScope parent)
    {
        var previous = block.Previous is null ? null : _scopeOf[block.Previous];
        var subject = block.IsCondition ? block.Head[1].Value + "." + block.Head[3].Value : "";
        var comparison = block.IsCondition ? block.Head[5].Value : "";
        var operand = block.IsCondition ? LighttpdValue.Evaluate(block.Expression, parent).Text : null;
        var same = operand is null ? null : _scopes.FirstOrDefault(scope =>
            scope.Parent == parent && scope.Subject == subject && scope.Comparison == comparison && scope.Operand == operand && scope.Previous == previous);
        if (same is not null) return same;
        var added = new LighttpdScope(parent, previous, subject, comparison, operand);
        _scopes.Add(added);
        return added;
    }

    private void Include(LighttpdStatement include, LighttpdStatement? block, LighttpdScope scope, string[] stack)
    {
        // What a program's output or the environment names is not known here.
        if (LighttpdValue.Evaluate(include.Expression, scope).Text is not { } pattern)
        {
            _programs.Add(include);
            return;
        }

        foreach (var file in LighttpdInclude.Files(include, FullPath(pattern)))
        {
            if (stack.Contains(file)) throw Broken(include, $"'{file}' includes itself");
            if (stack.Length >= MaxIncludeDepth) throw Broken(include, $"includes are nested more than {MaxIncludeDepth} deep");
            Run(Open(file).Statements, block, scope, [.. stack, file]);
        }
    }

    private static SslToolsException Broken(LighttpdStatement statement, string why) =>
        SslError.ConfigurationBroken(statement.Source.Path, statement.Line, why);

    private LighttpdSource Open(string path)
    {
        if (_sources.TryGetValue(path, out var source)) return source;
        if (_sources.Count >= MaxFiles) throw SslError.ConfigurationBroken(path, 0, $"more than {MaxFiles} files are included");
        return _sources[path] = LighttpdParser.Parse(path, _overlay.TryGetValue(path, out var content) ? content : ConfigurationFile.Read(path));
    }
}
