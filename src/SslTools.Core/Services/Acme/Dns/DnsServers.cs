using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;

namespace SslTools.Services;

/// <summary>DNS servers as users give them.</summary>
public static class DnsServers
{
    /// <summary>Reads addresses.</summary>
    /// <param name="texts">Such as 192.0.2.53, 192.0.2.53:5353, 2001:db8::53, [2001:db8::53]:5353.</param>
    /// <returns>Addresses and ports.</returns>
    /// <exception cref="SslToolsException">InvalidDnsServer.</exception>
    public static IReadOnlyList<IPEndPoint> Parse(IEnumerable<string> texts) => texts.Select(Parse).ToList();

    private static IPEndPoint Parse(string text)
    {
        if (IPAddress.TryParse(text, out var plain) && (text.Contains('.') || !text.StartsWith("[", System.StringComparison.Ordinal)))
            return new IPEndPoint(plain, 53);
        var colon = text.LastIndexOf(':');
        if (colon > 0 && IPAddress.TryParse(text.Substring(0, colon), out var address)
            && ushort.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
            return new IPEndPoint(address, port);
        throw SslError.InvalidDnsServer(text);
    }
}
