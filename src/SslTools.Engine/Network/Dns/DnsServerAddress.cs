using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SslTools.Engine.Network.Dns;

/// <summary>A server as people write it: ns1.example.com, ns1.example.com:5353, 192.0.2.1, 2001:db8::1, [2001:db8::1]:5353.</summary>
internal static class DnsServerAddress
{
    /// <summary>Reads one.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="defaultPort">The port where none is given.</param>
    /// <returns>Host and port; null where it is neither.</returns>
    public static (string Host, int Port)? Parse(string text, int defaultPort)
    {
        if (IsAddress(text)) return (IPAddress.Parse(text).ToString(), defaultPort);
        var colon = text.LastIndexOf(':');
        var host = colon < 0 || text.EndsWith("]", System.StringComparison.Ordinal) ? text : text.Substring(0, colon);
        var port = defaultPort;
        if (host.Length < text.Length
            && !(int.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536))
            return null;
        host = host.TrimStart('[').TrimEnd(']');
        if (IPAddress.TryParse(host, out var address)) return (address.ToString(), port);
        return System.Uri.CheckHostName(host) == System.UriHostNameType.Dns ? (host, port) : null;
    }

    // The platform also takes "[::1]:53", whose port it drops, and "1" for 0.0.0.1.
    private static bool IsAddress(string text) =>
        !text.StartsWith("[", System.StringComparison.Ordinal) && IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Split('.').Length == 4);
}
