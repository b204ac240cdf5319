using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// Finds the sites of a name. Apache takes the first virtual host of an address whose ServerName or ServerAlias fits; a site that has
/// the very name goes before one that has a pattern for it, because it is the one that is meant. The first virtual host, which
/// answers all other names, is not found by names it does not have.
/// </summary>
internal static class ApacheNames
{
    /// <summary>Finds the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="hostName">A DNS name in A-labels (also a wildcard, as it stands in a ServerAlias), or an address.</param>
    /// <returns>The sites, for each address and port the first; the main server where no virtual host has the name.</returns>
    /// <exception cref="SslToolsException">SiteNotFound, with the nearest names.</exception>
    public static IReadOnlyList<ApacheSite> Find(ApacheConfiguration configuration, string hostName)
    {
        var named = TryFind(configuration, hostName);
        if (named.Count > 0) return named;
        var names = configuration.Sites.Concat(configuration.MainSite is null ? [] : [configuration.MainSite]).SelectMany(site => site.Names);
        throw SslError.SiteNotFound(ApacheInstance.ServerName, hostName, configuration.Path, NearestNames.To(hostName, names));
    }

    /// <summary>Finds the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The sites; none where no name fits.</returns>
    public static IReadOnlyList<ApacheSite> TryFind(ApacheConfiguration configuration, string hostName)
    {
        var ranks = configuration.Sites.Select(site => (Site: site, Rank: Rank(site, hostName))).Where(ranked => ranked.Rank > 0).ToList();
        if (ranks.Count == 0) return configuration.MainSite is { } main && Rank(main, hostName) > 0 ? [main] : [];
        var best = ranks.Max(ranked => ranked.Rank);
        var seen = new HashSet<(string, int)>();
        return ranks.Where(ranked => ranked.Rank == best).Select(ranked => ranked.Site)
            .Where(site => site.Addresses.Count(address => seen.Add((address.Key, address.Port))) > 0).ToList();
    }

    /// <summary>Whether a site answers to a name.</summary>
    /// <param name="site">The site.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>2 for the very name, 1 for a pattern that fits, otherwise 0.</returns>
    public static int Rank(ApacheSite site, string hostName)
    {
        if (site.Names.Any(name => name.Equals(hostName, StringComparison.OrdinalIgnoreCase))) return 2;
        return site.Names.Any(name => name.IndexOfAny(['*', '?']) >= 0 && Fits(name.ToLowerInvariant(), hostName.ToLowerInvariant())) ? 1 : 0;
    }

    // '*' and '?' as ap_strcasecmp_match reads them: each place of the pattern is tried at most once for each of the name.
    private static bool Fits(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, retry = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }
}
