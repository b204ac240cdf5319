using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>Finds sites by name, and where they are reached.</summary>
internal static class CaddyNames
{
    /// <summary>The sites of a name: those that have it, otherwise those with a wildcard, otherwise those for every name.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The sites, at least one.</returns>
    /// <exception cref="SslToolsException">SiteNotFound.</exception>
    public static IReadOnlyList<CaddySite> Find(CaddyConfiguration configuration, string hostName)
    {
        var named = configuration.Sites.Where(site => site.IsFor(hostName)).ToList();
        foreach (var sites in new[]
        {
            named.Where(site => site.Names.Contains(hostName.ToLowerInvariant())).ToList(),
            named.Where(site => site.Names.Count > 0).ToList(),
            named,
        })
        {
            if (sites.Count > 0) return sites;
        }

        throw SslError.SiteNotFound(CaddyInstance.ServerName, hostName, configuration.Path, NearestNames.To(hostName, configuration.Sites.SelectMany(site => site.Names)));
    }

    /// <summary>Where a client on this machine reaches a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="hostName">The name.</param>
    /// <param name="port">The port.</param>
    /// <returns>The endpoints.</returns>
    public static IEnumerable<BindingEndpoint> Reach(CaddySite site, string hostName, int port) =>
        (site.Binds.Count == 0 ? [IPAddress.Loopback] : site.Binds)
            .Select(address => new BindingEndpoint(new IPEndPoint(ReachableAddress.Of(address, []), port), SentName.Of(hostName), false));
}
