using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;

namespace SslTools.Engine.Network.Dns;

/// <summary>The resolvers that this machine uses.</summary>
internal static class SystemResolvers
{
    private const int Port = 53;

    /// <summary>Finds them.</summary>
    /// <returns>The servers, those of working interfaces only.</returns>
    public static IReadOnlyList<IPEndPoint> Find()
    {
        try
        {
            // fec0::/10 are Windows's placeholders for interfaces without a resolver.
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(adapter => adapter.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
                .SelectMany(adapter => adapter.GetIPProperties().DnsAddresses)
                .Where(address => !address.IsIPv6SiteLocal)
                .Distinct().Select(address => new IPEndPoint(address, Port)).ToList();
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
