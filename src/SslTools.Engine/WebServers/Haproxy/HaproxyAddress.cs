using System;
using System.Globalization;
using System.Net;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>One of the addresses of a bind line: '[family@][address]:port[-port]', or something else than TCP and UDP.</summary>
internal sealed class HaproxyAddress
{
    private readonly int _lastPort;

    /// <summary>Reads an address.</summary>
    /// <param name="text">As written.</param>
    public HaproxyAddress(string text)
    {
        Text = text;
        var at = text.IndexOf('@');
        var family = at < 0 ? "" : text.Substring(0, at);
        var rest = text.Substring(at + 1);
        IsQuic = family.StartsWith("quic", StringComparison.Ordinal);
        var colon = rest.LastIndexOf(':');
        if (rest.StartsWith("/", StringComparison.Ordinal) || colon < 0 || family is not ("" or "ipv4" or "ipv6" or "tcp" or "tcp4" or "tcp6" or "quic4" or "quic6")) return;
        Prefix = text.Substring(0, at + 1);
        Host = rest.Substring(0, colon);
        Address = AddressOf(Host, family.EndsWith("6", StringComparison.Ordinal));
        var ports = rest.Substring(colon + 1).Split('-');
        if (!int.TryParse(ports[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)) return;
        Port = _lastPort = first;
        if (ports.Length == 2 && int.TryParse(ports[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)) _lastPort = last;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The family as written, with its '@'; mostly empty.</summary>
    public string Prefix { get; } = "";

    /// <summary>The address without port, as written: empty, '*', '127.0.0.1', '[::]', 'localhost'.</summary>
    public string Host { get; } = "";

    /// <summary>The port, the first one of a range; 0 for what has none, such as a Unix socket.</summary>
    public int Port { get; }

    /// <summary>Whether it is for HTTP/3, over UDP.</summary>
    public bool IsQuic { get; }

    /// <summary>The address; null for a name, and for what has none.</summary>
    public IPAddress? Address { get; }

    /// <summary>The address in one spelling, so that two can be compared.</summary>
    public string Key => (IsQuic ? "udp " : "") + (Address?.ToString() ?? Host.ToLowerInvariant());

    /// <summary>Whether it has a port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(int port) => Port > 0 && port >= Port && port <= _lastPort;

    /// <summary>The same address with another port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>As it is to be written.</returns>
    public string With(int port) => $"{Prefix}{Host}:{port}";

    private static IPAddress? AddressOf(string host, bool isV6)
    {
        if (host is "" or "*") return isV6 ? IPAddress.IPv6Any : IPAddress.Any;
        return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : null;
    }
}
