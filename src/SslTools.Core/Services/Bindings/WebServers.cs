using System;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The kinds of web server by name.</summary>
internal static class WebServers
{
    /// <summary>Finds a kind.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="SslToolsException">UnknownServer.</exception>
    public static IWebServer Find(IEngine engine, string name) =>
        engine.WebServers.FirstOrDefault(server => server.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw SslError.UnknownServer(name, string.Join(", ", engine.WebServers.Select(server => server.Name)));
}
