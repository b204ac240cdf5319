using System.Collections.Generic;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A mail server has no such service.</summary>
    /// <param name="server">The server.</param>
    /// <param name="port">The port asked for.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="place">The file that says so.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServiceNotFound(string server, int port, IReadOnlyList<int> ports, string place) => new(
        "ServiceNotFound", SslErrorKind.ObjectNotFound,
        $"{server} has no service on port {port} that could speak TLS ({place}). {Unchanged}",
        ports.Count == 0 ? "Enable one in that file first." : $"Give -Port one of these: {string.Join(", ", ports)}; or enable the service in that file first.", port);

    /// <summary>An address where a name is needed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="address">The address.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException HostNameNeeded(string server, string address) => new(
        "HostNameNeeded", SslErrorKind.InvalidArgument,
        $"{server} chooses a certificate by the name that a client sends, and no client can send the address '{address}'.",
        "Give -HostName a DNS name, such as the server's own, whose certificate clients get that send none.", address);

    /// <summary>The default certificate goes only when no other name depends on it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="hostName">The name that is to be removed.</param>
    /// <param name="others">The names that need it.</param>
    /// <param name="place">File and line of the default certificate.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException DefaultCertificateInUse(string server, string hostName, IReadOnlyList<string> others, string place) => new(
        "DefaultCertificateInUse", SslErrorKind.InvalidOperation,
        $"'{hostName}' gave {server} its TLS settings ({place}), which these names need too: {string.Join(", ", others)}. {Unchanged}",
        "Remove the bindings of those names first, or all of them together.", hostName);

    /// <summary>The server is too old for what was asked.</summary>
    /// <param name="server">The server.</param>
    /// <param name="version">Its version.</param>
    /// <param name="needed">The first version that can do it.</param>
    /// <param name="what">What it can't do.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ServerTooOld(string server, string version, string needed, string what) => new(
        "ServerTooOld", SslErrorKind.InvalidOperation,
        $"{server} {version} can't {what}; version {needed} can. {Unchanged}",
        "Update the server, or bind the server's own name instead.", server);
}
