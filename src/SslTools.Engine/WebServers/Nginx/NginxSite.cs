using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>A server block, with what it includes.</summary>
internal sealed class NginxSite
{
    private readonly NginxConfiguration _configuration;

    /// <summary>Reads a block.</summary>
    /// <param name="configuration">The configuration it stands in.</param>
    /// <param name="block">The block.</param>
    /// <param name="directives">Its directives; includes are resolved.</param>
    public NginxSite(NginxConfiguration configuration, NginxDirective block, IReadOnlyList<NginxDirective> directives)
    {
        _configuration = configuration;
        Block = block;
        Directives = directives;
        Listens = directives.Where(d => d.Name == "listen" && d.Tokens.Count > 1).Select(d => new NginxListen(d)).ToList();
        Names = directives.Where(d => d.Name == "server_name").SelectMany(d => d.Arguments).ToList();
    }

    /// <summary>The block.</summary>
    public NginxDirective Block { get; }

    /// <summary>Its directives, with those of the files it includes.</summary>
    public IReadOnlyList<NginxDirective> Directives { get; }

    /// <summary>What it listens on.</summary>
    public IReadOnlyList<NginxListen> Listens { get; }

    /// <summary>Its names, as written.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>File and line.</summary>
    public string Place => Block.Place;

    /// <summary>Whether it speaks TLS wherever it listens, as 'ssl on' did before nginx 1.25.1.</summary>
    public bool SslOn => Last("ssl")?.Arguments.FirstOrDefault() == "on";

    /// <summary>Whether it takes plain HTTP somewhere. A block without any listen does, on port 80.</summary>
    public bool TakesHttp => Listens.Count == 0 || Listens.Any(listen => !listen.IsQuic && !IsSsl(listen));

    /// <summary>The directives of a name, wherever they stand.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The directives.</returns>
    public IEnumerable<NginxDirective> All(string name) => Directives.Where(directive => directive.Name == name);

    /// <summary>The directives of a name that stand in the block itself.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The directives.</returns>
    public IReadOnlyList<NginxDirective> Own(string name) => All(name).Where(IsOwn).ToList();

    /// <summary>Whether a directive stands in the block itself, not in a file it includes.</summary>
    /// <param name="directive">The directive.</param>
    /// <returns>True when it does.</returns>
    public bool IsOwn(NginxDirective directive) => Block.Children!.Contains(directive);

    /// <summary>The last directive of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The directive, or null.</returns>
    public NginxDirective? Last(string name) => All(name).LastOrDefault();

    /// <summary>The directive that applies: the site's own, or that of the http block.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The directive, or null.</returns>
    public NginxDirective? Applying(string name) => Last(name) ?? _configuration.Http.LastOrDefault(directive => directive.Name == name);

    /// <summary>
    /// Whether a socket speaks TLS. The parameter is one of the socket, which sites share: where one of them says ssl, it is so for all.
    /// </summary>
    /// <param name="listen">One of <see cref="Listens"/>.</param>
    /// <returns>True when it does.</returns>
    public bool IsSsl(NginxListen listen) =>
        SslOn || _configuration.SslSockets.Contains((listen.Key, listen.Port));

    /// <summary>Where it speaks TLS over TCP.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The directives.</returns>
    public IReadOnlyList<NginxListen> SslListens(int port) => Listens.Where(listen => listen.Covers(port) && IsSsl(listen)).ToList();
}
