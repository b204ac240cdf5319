using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Engine.Network.Dns;

/// <summary>Looks up addresses, A and AAAA, in the DNS alone: a hosts file means nothing to a CA.</summary>
internal static class AddressLookup
{
    /// <summary>Looks up.</summary>
    /// <param name="servers">Whom to ask.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The addresses, IPv4 first; none where the name does not exist.</returns>
    /// <exception cref="SslToolsException">DnsUnavailable, DnsLoop.</exception>
    public static async Task<IReadOnlyList<IPAddress>> FindAsync(
        IReadOnlyList<IPEndPoint> servers, string name, CancellationToken cancellationToken)
    {
        var both = await Task.WhenAll(
            FindAsync(servers, name, DnsType.A, cancellationToken),
            FindAsync(servers, name, DnsType.Aaaa, cancellationToken)).ConfigureAwait(false);
        return both.SelectMany(records => records).Select(record => record.ReadAddress()).Distinct().ToList();
    }

    /// <summary>Looks up records of a type, following CNAME records also where the server itself does not.</summary>
    /// <param name="servers">Whom to ask.</param>
    /// <param name="name">The name.</param>
    /// <param name="type">The type.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The records.</returns>
    /// <exception cref="SslToolsException">DnsUnavailable, DnsLoop.</exception>
    public static async Task<IReadOnlyList<DnsRecord>> FindAsync(
        IReadOnlyList<IPEndPoint> servers, string name, int type, CancellationToken cancellationToken)
    {
        var at = name;
        for (var step = 0; step <= DnsQuery.MaxAliases; step++)
        {
            var answer = await DnsAsker.AskAsync(servers, at, type, true, cancellationToken).ConfigureAwait(false);
            var found = answer.Find(at, type);
            var end = answer.Follow(at);
            if (found.Count > 0 || end == at) return found;
            at = end;
        }

        throw SslError.DnsLoop(name);
    }
}
