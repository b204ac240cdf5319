using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>From what a configuration listens on to addresses that a client can connect to.</summary>
internal static class NginxSockets
{
    /// <summary>The addresses at which a socket can be reached from this machine.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="listen">The socket.</param>
    /// <param name="port">The port.</param>
    /// <returns>The addresses: for a name all it resolves to.</returns>
    public static IEnumerable<IPEndPoint> Reach(NginxConfiguration configuration, NginxListen listen, int port)
    {
        if (listen.Address is not { } address) return ReachableAddress.Resolve(listen.Host).Select(a => new IPEndPoint(a, port));

        // A site with an address of its own answers there alone: another address of the machine leads to the wildcard.
        var taken = configuration.Sites.SelectMany(site => site.Listens).Where(other => other.Covers(port) && other.Address is not null)
            .Select(other => other.Address!).ToList();
        return [new IPEndPoint(ReachableAddress.Of(address, taken), port)];
    }

    /// <summary>The site that a name leads to on a socket, as nginx chooses it.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">The socket's address.</param>
    /// <param name="port">The port.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The site; null where nothing listens.</returns>
    public static NginxSite? Answering(NginxConfiguration configuration, string key, int port, string hostName)
    {
        var named = NginxNames.TryFind(configuration.Sites.Where(site => Listens(site, key, port)), hostName);
        return named.Count > 0 ? named[0] : Default(configuration, key, port);
    }

    /// <summary>The site that answers names no site has.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">The socket's address.</param>
    /// <param name="port">The port.</param>
    /// <returns>The site; null where nothing listens.</returns>
    public static NginxSite? Default(NginxConfiguration configuration, string key, int port)
    {
        var sites = configuration.Sites.Where(site => Listens(site, key, port)).ToList();
        return sites.FirstOrDefault(site => site.Listens.Any(l => l.IsDefault && l.Covers(port) && l.Key == key)) ?? sites.FirstOrDefault();
    }

    private static bool Listens(NginxSite site, string key, int port) => site.Listens.Any(listen => listen.Covers(port) && listen.Key == key);
}
