using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Network.Dns;

/// <summary>Asks the DNS. Each question has its own short time limit, so that no dead server holds up a command.</summary>
public sealed class DnsQuery : IDnsQuery
{
    /// <summary>The longest chain of CNAME records that is followed.</summary>
    public const int MaxAliases = 16;

    private readonly IReadOnlyList<IPEndPoint> _given;
    private readonly IReadOnlyList<IPEndPoint> _resolvers;
    private readonly ZoneServers _zones;

    /// <summary>Makes the asker.</summary>
    /// <param name="servers">Asked instead of the system's resolver and of a zone's authoritative servers; none: those.</param>
    /// <param name="resolvers">Asked instead of the system's resolver alone; null: that.</param>
    /// <param name="authoritativePort">The port of authoritative servers.</param>
    public DnsQuery(IReadOnlyList<IPEndPoint> servers, IReadOnlyList<IPEndPoint>? resolvers = null, int authoritativePort = 53)
    {
        _given = servers;
        _resolvers = servers.Count > 0 ? servers : resolvers ?? SystemResolvers.Find();
        _zones = new ZoneServers(_resolvers, authoritativePort);
    }

    /// <inheritdoc/>
    public async Task<string> FollowAsync(string name, CancellationToken cancellationToken)
    {
        var at = Plain(name);
        for (var step = 0; step <= MaxAliases; step++)
        {
            DnsMessage answer;
            try
            {
                answer = await DnsAsker.AskAsync(_resolvers, at, DnsType.CName, true, cancellationToken).ConfigureAwait(false);
            }
            catch (SslToolsException e) when (e.ErrorId == "DnsUnavailable")
            {
                return at;
            }

            var next = answer.Follow(at);
            if (next == at) return at;
            at = next;
        }

        throw SslError.DnsLoop(name);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindLaggingServersAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        var name = Plain(record.Name);
        var states = await Task.WhenAll((await ServersAsync(name, cancellationToken).ConfigureAwait(false))
            .Select(server => StateAsync(server, name, record.Value, cancellationToken))).ConfigureAwait(false);
        if (states.All(state => !state.Answered)) throw SslError.DnsUnavailable(name, string.Join("; ", states.Select(state => state.Lag)));
        return states.Where(state => state.Lag is not null).Select(state => state.Lag!).ToList();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetTextsAsync(string name, CancellationToken cancellationToken)
    {
        var at = await FollowAsync(name, cancellationToken).ConfigureAwait(false);
        var servers = await ServersAsync(at, cancellationToken).ConfigureAwait(false);
        var addresses = servers.SelectMany(server => server.Addresses).ToList();
        var answer = await DnsAsker.AskAsync(addresses, at, DnsType.Txt, _given.Count > 0, cancellationToken).ConfigureAwait(false);
        return Texts(answer, at);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken) =>
        AddressLookup.FindAsync(_resolvers, Plain(name), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CaaRecord>> FindCaaAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var candidate in DnsLabels.Upwards(Plain(name)))
        {
            var records = await AddressLookup.FindAsync(_resolvers, candidate, DnsType.Caa, cancellationToken).ConfigureAwait(false);
            if (records.Count > 0)
                return records.Select(record => (record.Name, Caa: record.ReadCaa()))
                    .Select(record => new CaaRecord(record.Name, record.Caa.Critical, record.Caa.Tag, record.Caa.Value)).ToList();
        }

        return [];
    }

    private static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();

    private static IReadOnlyList<string> Texts(DnsMessage answer, string name) =>
        answer.Find(name, DnsType.Txt).Select(record => record.ReadText()).ToList();

    private async Task<IReadOnlyList<ZoneServer>> ServersAsync(string name, CancellationToken cancellationToken) => _given.Count > 0
        ? _given.Select(server => new ZoneServer(server.ToString(), [server])).ToList()
        : await _zones.FindAsync(name, cancellationToken).ConfigureAwait(false);

    // Every address that answers must show the record; an address family that this machine can't reach doesn't count.
    private async Task<(bool Answered, string? Lag)> StateAsync(
        ZoneServer server, string name, string value, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(server.Addresses.Select(async address =>
        {
            try
            {
                var answer = await DnsAsker.AskAsync(address, name, DnsType.Txt, _given.Count > 0, cancellationToken).ConfigureAwait(false);
                return answer.Code is 0 or 3 ? Texts(answer, name).Contains(value) ? "" : "lacks it" : DnsMessage.NameOf(answer.Code);
            }
            catch (DnsTransportException)
            {
                return null;
            }
        })).ConfigureAwait(false);

        if (answers.All(answer => answer is null))
            return (false, $"{server.Name} ({(server.Addresses.Count == 0 ? "has no address" : "does not answer")})");
        var worst = answers.FirstOrDefault(answer => answer?.Length > 0);
        return (true, worst is null ? null : worst == "lacks it" ? server.Name : $"{server.Name} ({worst})");
    }
}
