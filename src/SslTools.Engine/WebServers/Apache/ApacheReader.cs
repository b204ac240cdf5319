using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Lists the sites that answer HTTPS.</summary>
internal static class ApacheReader
{
    /// <summary>Reads the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>One binding for each site and port that the server listens on.</returns>
    public static IEnumerable<SslBinding> Read(ApacheConfiguration configuration)
    {
        foreach (var site in configuration.Sites.Where(site => site.IsSsl))
        {
            var ports = configuration.Listens.Where(listen => site.Addresses.Any(address => address.Covers(listen.Port) && listen.Serves(address.Key))).Select(listen => listen.Port);
            foreach (var port in ports.Distinct()) yield return BindingOf(configuration, site, port);
        }
    }

    /// <summary>Reads every site, with HTTPS or without.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The sites; the main server only where it has a name and no virtual host answers for all.</returns>
    public static IEnumerable<WebSite> ReadSites(ApacheConfiguration configuration)
    {
        var sites = configuration.Sites.Select(site => SiteOf(configuration, site, site.Addresses)).ToList();
        if (configuration.MainSite is not { } main) return sites;
        var left = configuration.Listens.Where(listen => ApacheSockets.Sharing(configuration, listen.Address.Key, listen.Port).Count == 0).Select(listen => listen.Address).ToList();
        return left.Count == 0 ? sites : sites.Append(SiteOf(configuration, main, left));
    }

    /// <summary>The certificate of a site, as the server reads it.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="site">The site.</param>
    /// <param name="name">The directive.</param>
    /// <returns>The path, or null.</returns>
    public static string? PathOf(ApacheConfiguration configuration, ApacheSite site, string name) =>
        (site.All(name).FirstOrDefault() ?? site.Applying(name)) is { Words.Count: > 0 } setting ? configuration.PathOf(setting.First) : null;

    private static WebSite SiteOf(ApacheConfiguration configuration, ApacheSite site, IReadOnlyList<ApacheAddress> addresses)
    {
        var listeners = addresses.SelectMany(address => configuration.Listens.Where(listen => address.Covers(listen.Port) && listen.Serves(address.Key))
            .Select(listen => new WebListener(HostOf(address.IsAny ? listen.Address : address), listen.Port, site.IsSsl, site.ProxyProtocol)));
        return new WebSite(site.Names, listeners.Distinct().ToList(), site.Place, site.IsSsl ? PathOf(configuration, site, "SSLCertificateFile") : null);
    }

    private static string HostOf(ApacheAddress address) => address.IsAny ? ApacheAddress.Any : address.Host.Trim('[', ']');

    private static SslBinding BindingOf(ApacheConfiguration configuration, ApacheSite site, int port) => new()
    {
        Server = ApacheInstance.ServerName,
        HostName = site.Names.FirstOrDefault() ?? "_",
        HostNames = site.Names,
        Addresses = site.Addresses.Where(address => address.Covers(port)).Select(address => address.Host).Distinct().ToList(),
        Port = port,
        ConfigPath = configuration.Path,
        SitePath = site.Block.Source.Path,
        Line = site.Block.Line,
        CertificatePath = PathOf(configuration, site, "SSLCertificateFile"),
        PrivateKeyPath = PathOf(configuration, site, "SSLCertificateKeyFile"),
        TlsPolicy = ApacheTlsPolicy.Of(site),
        Hsts = ApacheHsts.IsSent(site),
        RedirectHttp = RedirectsHttp(configuration, site),
    };

    // The redirect stands in the block for plain HTTP.
    private static bool RedirectsHttp(ApacheConfiguration configuration, ApacheSite site) =>
        site.Names.FirstOrDefault() is { } name
        && configuration.Sites.Concat(configuration.MainSite is null ? [] : [configuration.MainSite])
            .Any(other => !other.IsSsl && other.Names.Contains(name) && ApacheRedirect.Redirects(other));
}
