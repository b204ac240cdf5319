using System.Linq;
using System.Net;

namespace SslTools;

/// <summary>Which addresses the internet can reach.</summary>
public static class PublicAddress
{
    // Private (RFC 1918, RFC 4193), carrier-grade (RFC 6598), loopback, link-local, unspecified and multicast.
    private static readonly AddressRange[] Others = new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
        "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8",
    }.Select(AddressRange.Parse).ToArray();

    /// <summary>Whether an address is a public one.</summary>
    /// <param name="address">IPv4 or IPv6; an IPv4-mapped one counts as IPv4 (RFC 4291 section 2.5.5.2).</param>
    /// <returns>True when it is.</returns>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Others.Any(range => range.Contains(plain));
    }

    /// <summary>Whether a text is a public address.</summary>
    /// <param name="address">The text.</param>
    /// <returns>True when it is one; what is no address is none.</returns>
    public static bool IsPublic(string address) => IPAddress.TryParse(address, out var parsed) && IsPublic(parsed);
}
