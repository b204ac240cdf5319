using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>
/// Finds the sites that nginx answers a name with: the exact name, then the longest '*.' name, then the longest '.*' name,
/// then the first regular expression (nginx, "Server names"). '_' is a name like any other, and a default server is not
/// found by the names it does not have.
/// </summary>
internal static class NginxNames
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Finds the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="hostName">A DNS name in A-labels (also a wildcard, as it stands in a server_name), or an address.</param>
    /// <returns>The sites with the best match, in the order of the configuration.</returns>
    /// <exception cref="SslToolsException">SiteNotFound, with the nearest names.</exception>
    public static IReadOnlyList<NginxSite> Find(NginxConfiguration configuration, string hostName)
    {
        var sites = TryFind(configuration.Sites, hostName);
        return sites.Count > 0 ? sites : throw SslError.SiteNotFound("nginx", hostName, configuration.Path, NearestNames.To(hostName, configuration.Sites.SelectMany(site => site.Names)));
    }

    /// <summary>Finds the sites among some.</summary>
    /// <param name="sites">The sites.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The sites with the best match, in their order; none where no name fits.</returns>
    public static IReadOnlyList<NginxSite> TryFind(IEnumerable<NginxSite> sites, string hostName)
    {
        var matches = sites.SelectMany(site => site.Names, (site, name) => (Site: site, Name: name, Rank: Rank(name, hostName)))
            .Where(match => match.Rank > 0).ToList();
        if (matches.Count == 0) return [];
        var best = matches.Max(match => match.Rank);
        matches.RemoveAll(match => match.Rank < best);

        // Of several expressions only the first counts.
        return matches.Where(match => best > 1 || match.Name == matches[0].Name).Select(match => match.Site).Distinct().ToList();
    }

    // 0: no match. Longer names win over shorter ones of their kind.
    private static int Rank(string name, string host)
    {
        const int exact = 3_000_000, leading = 2_000_000, trailing = 1_000_000;
        if (name.Length == 0) return 0;
        if (name.StartsWith("~", StringComparison.Ordinal)) return MatchesRegex(name.Substring(1), host) ? 1 : 0;
        var pattern = name.ToLowerInvariant();
        if (pattern == "$hostname") pattern = System.Net.Dns.GetHostName().ToLowerInvariant();
        if (pattern == host || (pattern[0] == '.' && pattern.Length > 1 && (pattern.Substring(1) == host || "*" + pattern == host))) return exact;
        if (pattern[0] == '.') pattern = "*" + pattern;
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
            return host.EndsWith(pattern.Substring(1), StringComparison.Ordinal) ? leading + pattern.Length : 0;
        if (!pattern.EndsWith(".*", StringComparison.Ordinal)) return 0;
        return host.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.Ordinal) ? trailing + pattern.Length : 0;
    }

    private static bool MatchesRegex(string pattern, string host)
    {
        try
        {
            return Regex.IsMatch(host, pattern.Replace("(?P<", "(?<"), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, RegexTimeout);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            // What only PCRE understands; the site can be given another server_name.
            return false;
        }
    }
}
