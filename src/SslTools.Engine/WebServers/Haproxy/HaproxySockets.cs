using System.Collections.Generic;
using System.Linq;
using System.Net;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>From what a configuration listens on to addresses that a client can connect to.</summary>
internal static class HaproxySockets
{
    /// <summary>Where a handshake on a port shows what a section serves.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section.</param>
    /// <param name="port">The port.</param>
    /// <param name="hostName">The name.</param>
    /// <returns>The endpoints, each with its line.</returns>
    public static IEnumerable<(HaproxyBind Bind, BindingEndpoint Endpoint)> Endpoints(HaproxyConfiguration configuration, HaproxySection section, int port, string hostName)
    {
        var taken = Listening(configuration, port).Select(address => address.Address).Where(address => address is not null).Select(address => address!).ToList();
        foreach (var bind in section.TlsBinds(port))
        {
            foreach (var address in bind.Addresses.Where(address => address.Covers(port) && !address.IsQuic))
            {
                var reached = address.Address is { } own ? [ReachableAddress.Of(own, taken)] : ReachableAddress.Resolve(address.Host);
                foreach (var ip in reached) yield return (bind, new BindingEndpoint(new IPEndPoint(ip, port), SentName.Of(hostName), bind.AcceptsProxy || section.ExpectsProxy));
            }
        }
    }

    /// <summary>What is listened on that was not before.</summary>
    /// <param name="before">The configuration from before.</param>
    /// <param name="after">The configuration from then on.</param>
    /// <param name="port">The port.</param>
    /// <returns>The new addresses.</returns>
    public static IReadOnlyList<NewListener> New(HaproxyConfiguration before, HaproxyConfiguration after, int port)
    {
        var old = before.Frontends.SelectMany(section => section.Binds).ToList();
        var known = Listening(before, port).ToList();
        return Listening(after, port).Where(address => address.Address is not null && !known.Any(other => other.Key == address.Key)).GroupBy(address => address.Key).Select(group => group.First())
            .Select(address => new NewListener(
                new IPEndPoint(address.Address!, port),
                old.FirstOrDefault(bind => bind.Addresses.Any(other => other.Covers(port) && !other.IsQuic && Overlap(other, address))) is { } holder
                    ? $"HAProxy's own bind at {holder.Line.Place}" : null)).ToList();
    }

    private static IEnumerable<HaproxyAddress> Listening(HaproxyConfiguration configuration, int port) =>
        configuration.Frontends.SelectMany(section => section.Binds).SelectMany(bind => bind.Addresses).Where(address => address.Covers(port) && !address.IsQuic);

    private static bool Overlap(HaproxyAddress a, HaproxyAddress b) =>
        a.Address is { } first && b.Address is { } second && first.AddressFamily == second.AddressFamily && (LocalAddress.IsWildcard(first) || LocalAddress.IsWildcard(second));
}
