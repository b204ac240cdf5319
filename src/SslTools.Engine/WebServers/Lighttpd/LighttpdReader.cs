using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>Lists the sites that answer HTTPS.</summary>
internal static class LighttpdReader
{
    /// <summary>Reads the sites.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>One binding for each site and port; a socket with a certificate of its own and no site is one too.</returns>
    public static IEnumerable<SslBinding> Read(LighttpdConfiguration configuration)
    {
        foreach (var site in Distinct(configuration))
        {
            foreach (var port in configuration.Sockets.Where(socket => socket.IsTls && socket.Port > 0 && site.IsOn(socket)).GroupBy(socket => socket.Port))
            {
                if (port.All(socket => socket.IsOwn && !socket.IsForeign) && !site.HasCertificate) continue;
                yield return BindingOf(configuration, port.ToList(), site.Names, site.Block, Certificate(configuration, site, port.First()), Key(configuration, site, port.First()));
            }
        }

        if (configuration.Sites.Any(site => site.Names.Count > 0)) yield break;
        foreach (var socket in configuration.Sockets.Where(socket => socket.IsTls && socket.Port > 0))
        {
            var names = configuration.Setting("server.name") is { } name ? new[] { name } : [];
            var pem = configuration.Effective("ssl.pemfile", "", socket);
            if (pem is { } found) yield return BindingOf(configuration, [socket], names, found.Statement, found.Value.Text, configuration.Effective("ssl.privkey", "", socket)?.Value.Text);
        }
    }

    /// <summary>Reads every site, with HTTPS or without.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The sites.</returns>
    public static IEnumerable<WebSite> ReadSites(LighttpdConfiguration configuration) => Distinct(configuration).Select(site => new WebSite(
        site.Names,
        configuration.Sockets.Where(socket => socket.Port > 0 && site.IsOn(socket))
            .Select(socket => new WebListener(socket.Host.Length == 0 ? "*" : socket.Host.Trim('[', ']'), socket.Port, socket.IsTls, false)).ToList(),
        site.Place,
        site.HasCertificate ? FullPath(configuration, site.Scope.Own("ssl.pemfile")?.Value.Text) : null));

    // A name may have several blocks, which lighttpd takes for one.
    private static IEnumerable<LighttpdSite> Distinct(LighttpdConfiguration configuration) =>
        configuration.Sites.Where(site => site.Names.Count > 0 && site.Scope.Comparison is "==" or "=~" or "=$" or "=^").GroupBy(site => site.Scope).Select(group => group.First());

    private static string? Certificate(LighttpdConfiguration configuration, LighttpdSite site, LighttpdSocket socket) => Value(configuration, "ssl.pemfile", site, socket);

    private static string? Key(LighttpdConfiguration configuration, LighttpdSite site, LighttpdSocket socket) => Value(configuration, "ssl.privkey", site, socket);

    private static string? Value(LighttpdConfiguration configuration, string name, LighttpdSite site, LighttpdSocket socket) =>
        site.Scope.Own(name)?.Value.Text ?? (site.Names[0][0] is '~' or '=' ? null : configuration.Effective(name, site.Names[0], socket)?.Value.Text);

    private static string? FullPath(LighttpdConfiguration configuration, string? path) => path is null ? null : configuration.FullPath(path);

    private static SslBinding BindingOf(
        LighttpdConfiguration configuration, IReadOnlyList<LighttpdSocket> sockets, IReadOnlyList<string> names, LighttpdStatement place, string? certificate, string? key) => new()
    {
        Server = LighttpdInstance.ServerName,
        HostName = names.FirstOrDefault() ?? "_",
        HostNames = names,
        Addresses = sockets.Select(socket => socket.Host.Length == 0 ? "*" : socket.Host).Distinct().ToList(),
        Port = sockets[0].Port,
        ConfigPath = configuration.Path,
        SitePath = place.Source.Path,
        Line = place.Line,
        CertificatePath = FullPath(configuration, certificate),
        PrivateKeyPath = FullPath(configuration, key ?? certificate),
        TlsPolicy = LighttpdTlsPolicy.Of(configuration, sockets[0]),
    };
}
