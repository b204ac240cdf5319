using System.Net;

namespace SslTools.Services;

/// <summary>Whether two sockets can't listen on the same port.</summary>
internal static class ListenerOverlap
{
    /// <summary>Compares two addresses; the wildcard of a family overlaps with every address of it.</summary>
    /// <param name="a">An address.</param>
    /// <param name="b">Another.</param>
    /// <returns>True when they overlap.</returns>
    public static bool Between(IPAddress a, IPAddress b) =>
        a.AddressFamily == b.AddressFamily && (a.Equals(b) || LocalAddress.IsWildcard(a) || LocalAddress.IsWildcard(b));
}
