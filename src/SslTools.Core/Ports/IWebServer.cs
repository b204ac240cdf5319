using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// A kind of web server. One file under Engine/WebServers; found by reflection. Everything that servers share
/// (lock, journal, atomic writing, proof, rollback) is done by <see cref="Services.BindingTransaction"/>.
/// </summary>
public interface IWebServer
{
    /// <summary>The name for -Server, lower case.</summary>
    string Name { get; }

    /// <summary>The port of -Port where none is given.</summary>
    int DefaultPort { get; }

    /// <summary>What can be asked of it beside serving a certificate.</summary>
    WebServerFeatures Features { get; }

    /// <summary>Finds the installed server.</summary>
    /// <param name="configPath">Its main configuration file; null for the one the program uses by itself.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The server, or null where it is not installed.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotFound.</exception>
    Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken);

    /// <summary>How to install it, for the error.</summary>
    string InstallAdvice { get; }
}
