using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Finds the blocks of a name: those that compare with it exactly; otherwise those whose expression, beginning or end it fits.</summary>
internal static class LighttpdNames
{
    /// <summary>Finds the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="hostName">A DNS name in A-labels (also a wildcard), or an address.</param>
    /// <returns>The sites, in the order of the configuration.</returns>
    /// <exception cref="SslToolsException">SiteNotFound, with the nearest names.</exception>
    public static IReadOnlyList<LighttpdSite> Find(LighttpdConfiguration configuration, string hostName)
    {
        var host = hostName.ToLowerInvariant();
        var listed = configuration.Sites.Where(site => site.Names.Contains(host, StringComparer.OrdinalIgnoreCase)).ToList();
        if (listed.Count > 0) return listed;
        var fitting = configuration.Sites.Where(site => site.Scope.Comparison is "=~" or "=^" or "=$" && site.Scope.Fits(host)).ToList();

        // Of several that fit, lighttpd has the last one decide.
        if (fitting.Count > 0) return fitting.Where(site => site.Scope.Operand == fitting[fitting.Count - 1].Scope.Operand).ToList();
        throw SslError.SiteNotFound(
            LighttpdInstance.ServerName, hostName, configuration.Path,
            NearestNames.To(host, configuration.Sites.SelectMany(site => site.Names).Where(name => name[0] is not ('~' or '=' or '!'))));
    }
}
