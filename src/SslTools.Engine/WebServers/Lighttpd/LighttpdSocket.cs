using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Something lighttpd listens on: the main socket (server.bind, server.port), or a condition $SERVER["socket"] == "...".</summary>
/// <param name="Host">The address or name as written; empty for every address.</param>
/// <param name="Port">The port; 0 for a path in the file system.</param>
/// <param name="Text">As conditions compare it.</param>
/// <param name="Scope">Its scope; the global one for the main socket without a condition of its own.</param>
/// <param name="IsTls">Whether it speaks TLS.</param>
internal sealed record LighttpdSocket(string Host, int Port, string Text, LighttpdScope Scope, bool IsTls)
{
    /// <summary>The address; null for a name.</summary>
    public IPAddress? Address => Host.Length == 0 ? IPAddress.Any : IPAddress.TryParse(Host.Trim('[', ']') is { Length: > 0 } host ? host : "::", out var address) ? address : null;

    /// <summary>Whether it was added for a site by SslTools: then it stands beside the site, and goes with it.</summary>
    public bool IsOwn => Scope.Blocks.Any(LighttpdLead.IsOwn);

    /// <summary>Whether it stands in a block that is not one of SslTools.</summary>
    public bool IsForeign => Scope.Parent is null || Scope.Blocks.Any(block => !LighttpdLead.IsOwn(block));

    /// <summary>File and line.</summary>
    public string Place => Scope.Blocks.Count > 0 ? Scope.Blocks[0].Place : Scope.Own("server.port")?.Statement.Place ?? "server.port";

    /// <summary>The addresses at which it can be reached from this machine.</summary>
    /// <param name="all">All sockets.</param>
    /// <returns>The addresses: for a name all it resolves to.</returns>
    public IEnumerable<IPEndPoint> Reach(IReadOnlyList<LighttpdSocket> all)
    {
        if (Port == 0) return [];
        if (Address is not { } address) return ReachableAddress.Resolve(Host).Select(a => new IPEndPoint(a, Port));
        var taken = all.Where(other => other.Port == Port && other.Address is not null).Select(other => other.Address!).ToList();
        return [new IPEndPoint(ReachableAddress.Of(address, taken), Port)];
    }

    /// <summary>All sockets of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The main one first.</returns>
    public static IEnumerable<LighttpdSocket> All(LighttpdConfiguration configuration)
    {
        var globalTls = configuration.Global.Own("ssl.engine")?.Value.IsTrue == true;
        var conditions = configuration.Scopes.Where(scope => scope.IsSocket && scope.Parent!.Parent is null)
            .Select(scope => Parse(scope.Operand!, scope, scope.Own("ssl.engine")?.Value.IsTrue ?? globalTls)).ToList();
        var bind = configuration.Setting("server.bind") ?? "";
        var port = int.TryParse(configuration.Setting("server.port"), NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : globalTls ? 443 : 80;
        if (bind.Length == 0 && configuration.Global.Own("server.use-ipv6")?.Value.IsTrue == true) bind = "[::]";
        if (bind.IndexOf(':') >= 0 && bind[0] != '[') bind = "[" + bind + "]";
        var main = bind.StartsWith("/", System.StringComparison.Ordinal)
            ? new LighttpdSocket(bind, 0, bind, configuration.Global, globalTls) : new LighttpdSocket(bind, port, $"{bind}:{port}", configuration.Global, globalTls);
        return conditions.Any(main.IsSameAs) ? conditions : conditions.Prepend(main);
    }

    /// <summary>Whether it is the same address and port.</summary>
    /// <param name="other">Another socket.</param>
    /// <returns>True when it is.</returns>
    public bool IsSameAs(LighttpdSocket other) => Port == other.Port && (Address is null ? Host == other.Host : Address.Equals(other.Address));

    private static LighttpdSocket Parse(string text, LighttpdScope scope, bool isTls)
    {
        if (text.StartsWith("/", System.StringComparison.Ordinal)) return new LighttpdSocket(text, 0, text, scope, isTls);
        var colon = text.LastIndexOf(':');
        var hasPort = colon >= 0 && colon > text.LastIndexOf(']');
        var port = hasPort && int.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : isTls ? 443 : 80;
        var host = hasPort ? text.Substring(0, colon) : text;
        return new LighttpdSocket(host == "*" ? "" : host, port, text, scope, isTls);
    }
}
