using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>From virtual hosts and what the server listens on to addresses that a client can connect to.</summary>
internal static class ApacheSockets
{
    /// <summary>The addresses at which a site is reached on a port.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="site">The site.</param>
    /// <param name="port">The port.</param>
    /// <returns>The addresses; none where the server does not listen.</returns>
    public static IEnumerable<IPEndPoint> Reach(ApacheConfiguration configuration, ApacheSite site, int port)
    {
        var taken = configuration.Sites.Where(other => other != site).SelectMany(other => other.Addresses)
            .Where(address => address.Covers(port) && !address.IsAny).SelectMany(AddressesOf).ToList();
        var listens = configuration.Listens.Where(listen => listen.Port == port).ToList();
        return site.AddressesOn(port).SelectMany(address => address.IsAny
                ? listens.SelectMany(listen => Reach(listen, taken))
                : AddressesOf(address).Where(ip => listens.Any(listen => listen.Serves(ip.ToString()))))
            .Distinct().Select(address => new IPEndPoint(address, port));
    }

    /// <summary>The sites that share an address and port, the default one first: an address of its own goes before those for every address, a port before none.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">The address in one spelling.</param>
    /// <param name="port">The port.</param>
    /// <returns>The sites, in their order; none where the main server answers.</returns>
    public static IReadOnlyList<ApacheSite> Sharing(ApacheConfiguration configuration, string key, int port)
    {
        foreach (var (host, number) in new[] { (key, port), (key, 0), (ApacheAddress.Any, port), (ApacheAddress.Any, 0) })
        {
            var sites = configuration.Sites.Where(site => site.Addresses.Any(address => address.Port == number && address.Key == host)).ToList();
            if (sites.Count > 0) return sites;
        }

        return [];
    }

    /// <summary>The site that a name leads to.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">The address in one spelling.</param>
    /// <param name="port">The port.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The site; null where the main server answers.</returns>
    public static ApacheSite? Answering(ApacheConfiguration configuration, string key, int port, string hostName)
    {
        var sites = Sharing(configuration, key, port);
        return sites.FirstOrDefault(site => ApacheNames.Rank(site, hostName) > 0) ?? sites.FirstOrDefault();
    }

    private static IEnumerable<IPAddress> AddressesOf(ApacheAddress address) =>
        address.Address is { } ip ? [ip] : ReachableAddress.Resolve(address.Host);

    // Without an address both families lead to the same sites; the first tells.
    private static IEnumerable<IPAddress> Reach(ApacheListen listen, IReadOnlyCollection<IPAddress> taken)
    {
        var sockets = listen.Sockets.Count > 0 ? listen.Sockets : ReachableAddress.Resolve(listen.Address.Host);
        return sockets.Take(listen.Address.IsAny ? 1 : sockets.Count).Select(socket => ReachableAddress.Of(socket, taken)).Where(address => !taken.Contains(address));
    }
}
