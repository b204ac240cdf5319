using System.Net;
using System.Net.Sockets;

namespace SslTools.Services;

/// <summary>Whether two sockets can't listen on the same port.</summary>
internal static class ListenerOverlap
{
    /// <summary>Compares two addresses; the wildcard of a family overlaps with every address of it.</summary>
    /// <param name="a">An address.</param>
    /// <param name="b">Another.</param>
    /// <returns>True when they overlap.</returns>
    public static bool Between(IPAddress a, IPAddress b) =>
        a.AddressFamily == b.AddressFamily && (a.Equals(b) || IsWildcard(a) || IsWildcard(b));

    private static bool IsWildcard(IPAddress address) =>
        address.Equals(address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any);
}
