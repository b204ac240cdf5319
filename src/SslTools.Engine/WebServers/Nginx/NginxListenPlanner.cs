using System.Linq;
using System.Runtime.InteropServices;
using SslTools.Engine.Infrastructure;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Plans what a site must listen on for HTTPS.</summary>
internal static class NginxListenPlanner
{
    // A block without any listen takes this port (ngx_http_core_server): the first added one ends that.
    private static int DefaultPort => Elevation.IsElevated || RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? 80 : 8000;

    /// <summary>Adds what is missing, at the addresses where the site takes plain HTTP.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="site">The site.</param>
    /// <param name="editor">Its editor.</param>
    /// <param name="port">The HTTPS port.</param>
    /// <exception cref="SslToolsException">PortNotHttps, SettingIncluded.</exception>
    public static void Plan(NginxConfiguration configuration, NginxSite site, NginxBlockEditor editor, int port)
    {
        if (site.SslListens(port).Count > 0) return;
        if (configuration.OtherListens().FirstOrDefault(directive => new NginxListen(directive).Covers(port)) is { } other)
            throw SslError.PortNotHttps(port, other.Place, "a stream or mail server");
        var plain = site.Listens.Where(listen => !listen.IsUnix && !listen.IsQuic && !site.IsSsl(listen)).ToList();
        var onPort = plain.Where(listen => listen.Covers(port)).ToList();
        foreach (var listen in onPort) Upgrade(configuration, site, editor, listen, port);
        if (onPort.Count > 0) return;

        var models = plain.Count > 0 ? plain : site.Listens.Where(listen => !listen.IsUnix).ToList();
        if (site.Listens.Count == 0) editor.Add($"listen {DefaultPort};");
        if (models.Count == 0) editor.Add(Line(configuration, site, null, port));
        foreach (var model in models.GroupBy(listen => listen.Key).Select(group => group.First()))
            editor.Add(Line(configuration, site, model, port));
    }

    // The site takes plain HTTP on that very port: it becomes HTTPS, unless that would change another site.
    private static void Upgrade(NginxConfiguration configuration, NginxSite site, NginxBlockEditor editor, NginxListen listen, int port)
    {
        ThrowIfPlain(configuration, site, listen.Key, port);
        if (!site.IsOwn(listen.Directive)) throw SslError.SettingIncluded("listen", listen.Directive.Place, site.Names.FirstOrDefault() ?? "_");
        editor.AddArgument(listen.Directive, "ssl");
    }

    private static string Line(NginxConfiguration configuration, NginxSite site, NginxListen? model, int port)
    {
        var host = model?.Host ?? "";
        var key = NginxListen.KeyOf(host);
        ThrowIfPlain(configuration, site, key, port);
        var line = "listen " + (host.Length == 0 ? "" : host + ":") + port + " ssl";

        // Options of the socket itself may be said once only.
        var first = !configuration.Sites.Any(other => other.Listens.Any(listen => listen.Covers(port) && listen.Key == key));
        if (first && model?.Has("ipv6only=off") == true) line += " ipv6only=off";
        return line + (model?.ProxyProtocol == true ? " proxy_protocol;" : ";");
    }

    private static void ThrowIfPlain(NginxConfiguration configuration, NginxSite site, string key, int port)
    {
        foreach (var other in configuration.Sites.Where(other => other.Block != site.Block))
        {
            var plain = other.Listens.FirstOrDefault(listen => listen.Covers(port) && listen.Key == key && !other.IsSsl(listen));
            if (plain is not null) throw SslError.PortNotHttps(port, plain.Directive.Place, "plain HTTP");
        }
    }
}
