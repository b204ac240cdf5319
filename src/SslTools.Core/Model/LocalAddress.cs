using System.Net;
using System.Net.Sockets;

namespace SslTools;

/// <summary>What servers of this machine listen on.</summary>
public static class LocalAddress
{
    /// <summary>Whether an address stands for all of its family.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True for 0.0.0.0 and ::.</returns>
    public static bool IsWildcard(IPAddress address) =>
        address.Equals(address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any);

    /// <summary>An address to connect to.</summary>
    /// <param name="address">What a server listens on.</param>
    /// <returns>The address; for all of a family its loopback one.</returns>
    public static IPAddress Reachable(IPAddress address) =>
        !IsWildcard(address) ? address : address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    /// <summary>An address to connect to.</summary>
    /// <param name="address">What a server listens on, as its configuration says.</param>
    /// <returns>The address; 127.0.0.1 for what is no address, such as a sign for all.</returns>
    public static IPAddress Reachable(string address) => Reachable(IPAddress.TryParse(address, out var parsed) ? parsed : IPAddress.Any);
}
