using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>The sockets that a site needs for HTTPS.</summary>
internal static class LighttpdListeners
{
    /// <summary>Finds them: the addresses where lighttpd takes plain HTTP.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="port">The HTTPS port.</param>
    /// <returns>As conditions name them.</returns>
    /// <exception cref="SslToolsException">PortNotHttps.</exception>
    public static IReadOnlyList<string> For(LighttpdConfiguration configuration, int port)
    {
        var networked = configuration.Sockets.Where(socket => socket.Port > 0).ToList();
        if (networked.FirstOrDefault(socket => socket.Port == port && !socket.IsTls) is { } plain) throw SslError.PortNotHttps(port, plain.Place, "plain HTTP");
        var models = networked.Where(socket => !socket.IsTls).ToList();
        if (models.Count == 0) models = networked;
        return models.Select(socket => $"{socket.Host}:{port}").Distinct().ToList();
    }
}
