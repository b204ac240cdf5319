using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>An installed web server with one main configuration. Planning reads the configuration anew each time and writes nothing.</summary>
public interface IWebServerInstance
{
    /// <summary>The server's name.</summary>
    string Name { get; }

    /// <summary>The main configuration file, a full path.</summary>
    string ConfigPath { get; }

    /// <summary>Reads every site that answers HTTPS; the certificates themselves are not read.</summary>
    /// <returns>The sites, one for each port.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    IReadOnlyList<SslBinding> Read();

    /// <summary>Reads every site, with HTTPS or without.</summary>
    /// <returns>The sites, in the order of the configuration.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, naming file and line.</exception>
    IReadOnlyList<WebSite> ReadSites();

    /// <summary>Plans what makes the sites serve a certificate: only what differs from the request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, SiteNotFound, and what the server can't do.</exception>
    ServerPlan PlanSet(BindingRequest request);

    /// <summary>Plans the removal of HTTPS from sites: what was remembered is undone exactly.</summary>
    /// <param name="request">The names and the port.</param>
    /// <param name="records">For each name what was remembered, or null.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken, SiteNotFound, BindingNotFound, LastListener.</exception>
    ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records);

    /// <summary>Whether the server runs with this configuration.</summary>
    /// <returns>True when it does.</returns>
    bool IsRunning();

    /// <summary>How to start it, for the error.</summary>
    string StartAdvice { get; }

    /// <summary>Has the server check its configuration.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it is right, otherwise the server's own words.</returns>
    Task<string?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Has the server take up its configuration without dropping a connection, and waits until connections no longer lead to
    /// the old one: otherwise a handshake could prove what is about to end.
    /// </summary>
    /// <param name="edits">The files that have just been changed; none where only the content of files in the store changed. A server that can take these up without a reload does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it did, otherwise the words of what failed.</returns>
    Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken);

    /// <summary>Marks the present end of the server's error log.</summary>
    /// <returns>Reads what was logged since, the last lines at most; empty where the log can't be read.</returns>
    System.Func<string> WatchLog();
}
