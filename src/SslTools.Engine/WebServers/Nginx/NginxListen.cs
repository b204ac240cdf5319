using System;
using System.Globalization;
using System.Linq;
using System.Net;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>A listen directive.</summary>
internal sealed class NginxListen
{
    private readonly int _lastPort;

    /// <summary>Reads a directive.</summary>
    /// <param name="directive">The directive named listen.</param>
    public NginxListen(NginxDirective directive)
    {
        Directive = directive;
        var address = directive.Arguments.FirstOrDefault() ?? "";
        IsUnix = address.StartsWith("unix:", StringComparison.Ordinal);
        var bracket = address.LastIndexOf(']');
        var colon = address.LastIndexOf(':');
        var hasPort = colon > bracket;
        var portOnly = address.Length > 0 && address.All(c => c is (>= '0' and <= '9') or '-');
        Host = portOnly ? "" : hasPort ? address.Substring(0, colon) : address;
        (Port, _lastPort) = IsUnix ? (0, 0) : ParsePorts(portOnly ? address : hasPort ? address.Substring(colon + 1) : "80");
    }

    /// <summary>The directive.</summary>
    public NginxDirective Directive { get; }

    /// <summary>The address as written: empty, '*', '127.0.0.1', '[::]', 'localhost'.</summary>
    public string Host { get; }

    /// <summary>The port; the first one of a range; 0 for a Unix socket.</summary>
    public int Port { get; }

    /// <summary>Whether it is a Unix socket.</summary>
    public bool IsUnix { get; }

    /// <summary>Whether the directive itself says ssl.</summary>
    public bool SaysSsl => Has("ssl");

    /// <summary>Whether it is for HTTP/3, over UDP.</summary>
    public bool IsQuic => Has("quic");

    /// <summary>Whether it says default_server.</summary>
    public bool IsDefault => Has("default_server") || Has("default");

    /// <summary>Whether clients send a PROXY protocol header first.</summary>
    public bool ProxyProtocol => Has("proxy_protocol");

    /// <summary>The address in one spelling, so that two directives can be compared.</summary>
    public string Key => KeyOf(Host);

    /// <summary>The address to listen on; for a name null.</summary>
    public IPAddress? Address => AddressOf(Host);

    /// <summary>Brings an address into one spelling.</summary>
    /// <param name="host">As written.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string host) => AddressOf(host)?.ToString() ?? host.ToLowerInvariant();

    /// <summary>Reads an address.</summary>
    /// <param name="host">As written.</param>
    /// <returns>The address; null for a name.</returns>
    public static IPAddress? AddressOf(string host) =>
        host is "" or "*" ? IPAddress.Any : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : null;

    /// <summary>Whether it listens on a port over TCP.</summary>
    /// <param name="port">The port.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(int port) => !IsUnix && !IsQuic && port >= Port && port <= _lastPort;

    /// <summary>Whether a parameter is given.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>True when it is.</returns>
    public bool Has(string parameter) => Directive.Arguments.Skip(1).Contains(parameter);

    private static (int First, int Last) ParsePorts(string text)
    {
        var parts = text.Split('-');
        var valid = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first);
        var last = first;
        if (parts.Length == 2) valid &= int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out last);
        return valid ? (first, last) : (0, 0);
    }
}
