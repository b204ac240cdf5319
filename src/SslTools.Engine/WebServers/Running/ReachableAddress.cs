using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace SslTools.Engine.WebServers.Running;

/// <summary>From what a server listens on to addresses that a client on this machine can connect to.</summary>
internal static class ReachableAddress
{
    /// <summary>The addresses at which a listener is reached.</summary>
    /// <param name="address">The address it listens on; a wildcard for all of a family.</param>
    /// <param name="taken">The addresses that other listeners have for themselves on the same port: a wildcard does not answer there.</param>
    /// <returns>The address.</returns>
    public static IPAddress Of(IPAddress address, IReadOnlyCollection<IPAddress> taken)
    {
        if (!LocalAddress.IsWildcard(address)) return address;
        var loopback = LocalAddress.Reachable(address);
        return taken.Contains(loopback) ? Own(address.AddressFamily).FirstOrDefault(own => !taken.Contains(own)) ?? loopback : loopback;
    }

    /// <summary>The addresses of a name that stands in a configuration.</summary>
    /// <param name="host">The name, or an address.</param>
    /// <returns>The addresses; none where it does not resolve: the server's own check will say so.</returns>
    public static IReadOnlyList<IPAddress> Resolve(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static IEnumerable<IPAddress> Own(AddressFamily family) =>
        NetworkInterface.GetAllNetworkInterfaces().Where(card => card.OperationalStatus == OperationalStatus.Up)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == family);
}
