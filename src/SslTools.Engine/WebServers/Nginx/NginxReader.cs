using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Lists the sites that answer HTTPS.</summary>
internal static class NginxReader
{
    /// <summary>Reads the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>One binding for each site and port.</returns>
    public static IEnumerable<SslBinding> Read(NginxConfiguration configuration)
    {
        foreach (var site in configuration.Sites)
        {
            var ports = site.Listens.Where(listen => !listen.IsUnix && !listen.IsQuic && site.IsSsl(listen)).Select(listen => listen.Port).Distinct();
            foreach (var port in ports) yield return BindingOf(configuration, site, port);
        }
    }

    /// <summary>Reads every site, with HTTPS or without.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The sites.</returns>
    public static IEnumerable<WebSite> ReadSites(NginxConfiguration configuration) => configuration.Sites.Select(site => new WebSite(
        site.Names,
        site.Listens.Count == 0 ? [new WebListener("*", 80, site.SslOn, false)] : site.Listens.Where(listen => !listen.IsUnix && !listen.IsQuic)
            .Select(listen => new WebListener(listen.Host.Length == 0 ? "*" : listen.Host.Trim('[', ']'), listen.Port, site.IsSsl(listen), listen.ProxyProtocol)).ToList(),
        site.Place,
        PathOf(configuration, site, "ssl_certificate")));

    private static SslBinding BindingOf(NginxConfiguration configuration, NginxSite site, int port) => new()
    {
        Server = NginxInstance.ServerName,
        HostName = site.Names.FirstOrDefault() ?? "_",
        HostNames = site.Names,
        Addresses = site.SslListens(port).Select(listen => listen.Host.Length == 0 ? "*" : listen.Host).Distinct().ToList(),
        Port = port,
        ConfigPath = configuration.Path,
        SitePath = site.Block.Source.Path,
        Line = site.Block.Line,
        CertificatePath = PathOf(configuration, site, "ssl_certificate"),
        PrivateKeyPath = PathOf(configuration, site, "ssl_certificate_key"),
        TlsPolicy = NginxTlsPolicy.Of(site),
        Hsts = NginxHsts.IsSent(site),
        RedirectHttp = RedirectsHttp(configuration, site),
    };

    private static string? PathOf(NginxConfiguration configuration, NginxSite site, string name) =>
        site.Applying(name)?.Arguments.FirstOrDefault() is { } path ? Path.Combine(Path.GetDirectoryName(configuration.Path)!, path) : null;

    // The redirect may stand in a block of its own for port 80.
    private static bool RedirectsHttp(NginxConfiguration configuration, NginxSite site)
    {
        if (site.TakesHttp) return NginxRedirect.Redirects(site);
        return site.Names.FirstOrDefault() is { } name
            && configuration.Sites.Any(other => other.TakesHttp && other.Names.Contains(name) && NginxRedirect.Redirects(other));
    }
}
