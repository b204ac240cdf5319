using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.Dns;

/// <summary>Finds the authoritative servers of the zone that holds a name; each zone once.</summary>
internal sealed class ZoneServers
{
    private const int MaxServers = 16;

    private readonly IReadOnlyList<IPEndPoint> _resolvers;
    private readonly int _port;
    private readonly ConcurrentDictionary<string, IReadOnlyList<ZoneServer>> _found = new();

    /// <summary>Makes the finder.</summary>
    /// <param name="resolvers">Whom to ask.</param>
    /// <param name="port">The port of authoritative servers.</param>
    public ZoneServers(IReadOnlyList<IPEndPoint> resolvers, int port)
    {
        _resolvers = resolvers;
        _port = port;
    }

    /// <summary>Finds the servers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The servers of its zone; one without addresses can't be resolved.</returns>
    /// <exception cref="SslToolsException">DnsZoneNotFound, DnsUnavailable.</exception>
    public async Task<IReadOnlyList<ZoneServer>> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_found.TryGetValue(name, out var known)) return known;
        var zone = await FindZoneAsync(name, cancellationToken).ConfigureAwait(false);
        var answer = await DnsAsker.AskAsync(_resolvers, zone, DnsType.NS, true, cancellationToken).ConfigureAwait(false);
        var names = answer.Find(zone, DnsType.NS).Select(record => record.Target!).Distinct().Take(MaxServers).ToList();
        if (names.Count == 0) throw SslError.DnsZoneNotFound(name, $"the zone {zone} names no servers");
        var servers = await Task.WhenAll(names.Select(server => LookUpAsync(server, cancellationToken))).ConfigureAwait(false);
        return _found[name] = servers;
    }

    /// <summary>Finds the zone: the nearest name upwards that is the head of one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The zone's name.</returns>
    /// <exception cref="SslToolsException">DnsZoneNotFound, DnsUnavailable.</exception>
    public async Task<string> FindZoneAsync(string name, CancellationToken cancellationToken)
    {
        SslToolsException? silent = null;
        foreach (var candidate in DnsLabels.Upwards(name))
        {
            try
            {
                var answer = await DnsAsker.AskAsync(_resolvers, candidate, DnsType.Soa, true, cancellationToken).ConfigureAwait(false);

                // Where the name is not a head, the answer that says so carries the head above it (RFC 2308 section 3).
                var head = answer.Answers.Concat(answer.Authorities)
                    .FirstOrDefault(record => record.Type == DnsType.Soa && DnsLabels.IsWithin(candidate, record.Name));
                if (head is not null && head.Name.Length > 0) return head.Name;
            }
            catch (SslToolsException e) when (e.ErrorId == "DnsUnavailable")
            {
                // A broken delegation below may hide nothing of the zone above.
                silent = e;
            }
        }

        throw silent ?? SslError.DnsZoneNotFound(name, $"asked {string.Join(", ", _resolvers)}");
    }

    private async Task<ZoneServer> LookUpAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await AddressLookup.FindAsync(_resolvers, server, cancellationToken).ConfigureAwait(false);
            return new ZoneServer(server, addresses.Select(address => new IPEndPoint(address, _port)).ToList());
        }
        catch (SslToolsException e) when (e.ErrorId is "DnsUnavailable" or "InvalidHostName")
        {
            return new ZoneServer(server, []);
        }
    }
}

/// <summary>A server with its addresses, IPv4 and IPv6.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">Its addresses.</param>
internal sealed record ZoneServer(string Name, IReadOnlyList<IPEndPoint> Addresses);
