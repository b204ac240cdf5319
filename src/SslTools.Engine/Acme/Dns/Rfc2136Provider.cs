using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Network.Dns;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Sends signed updates to one server, and believes only signed answers.</summary>
internal sealed class Rfc2136Provider(IClock clock, string host, int port, bool stream, TsigKey key, string? givenZone) : IDnsProvider
{
    private const int UpdateOpcode = 5 << 11;
    private const int NoneClass = 254;
    private const uint Ttl = 60;

    private readonly ConcurrentDictionary<string, string> _zones = new();
    private IReadOnlyList<IPEndPoint>? _servers;

    /// <inheritdoc/>
    public string Name => nameof(Rfc2136);

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        UpdateAsync(record, DnsMessage.Internet, Ttl, $"add the TXT record {record.Name}", cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        UpdateAsync(record, NoneClass, 0, $"remove the TXT record {record.Name}", cancellationToken);

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Sections 2.5.1 and 2.5.4: adding a record that is there, and removing one that isn't, change nothing.
    private async Task UpdateAsync(DnsTxtRecord record, int dnsClass, uint ttl, string what, CancellationToken cancellationToken)
    {
        var zone = await ZoneAsync(record.Name, what, cancellationToken).ConfigureAwait(false);
        var update = Write(record.Name, () => new DnsWriter().Header(DnsAsker.NewId(), UpdateOpcode, 1, 0, 1, 0)
            .Question(zone, DnsType.Soa).Record(record.Name, DnsType.Txt, dnsClass, ttl, DnsWriter.Text(record.Value)).ToArray());
        var answer = await SendAsync(update, what, cancellationToken).ConfigureAwait(false);
        if (answer.Code != 0) throw SslError.DnsProviderFailed(Name, what, $"{host} answers {Meaning(answer.Code, zone)}");
    }

    private async Task<string> ZoneAsync(string name, string what, CancellationToken cancellationToken)
    {
        if (givenZone is not null)
            return DnsLabels.IsWithin(name, givenZone) ? givenZone : throw SslError.DnsZoneNotFound(name, $"it does not lie in the given zone {givenZone}");
        if (_zones.TryGetValue(name, out var known)) return known;

        var question = Write(name, () => new DnsWriter().Header(DnsAsker.NewId(), 0, 1, 0, 0, 0).Question(name, DnsType.Soa).ToArray());
        var answer = await SendAsync(question, what, cancellationToken).ConfigureAwait(false);
        var head = answer.Answers.Concat(answer.Authorities)
            .FirstOrDefault(record => record.Type == DnsType.Soa && DnsLabels.IsWithin(name, record.Name));
        if (answer.Code is not (0 or 3) || !answer.IsAuthoritative || head is null)
            throw SslError.DnsZoneNotFound(name, $"{host} serves none ({DnsMessage.NameOf(answer.Code)}); give Zone where it does");
        return _zones[name] = head.Name;
    }

    private static byte[] Write(string name, Func<byte[]> write)
    {
        try
        {
            return write();
        }
        catch (FormatException e)
        {
            throw SslError.InvalidHostName(name, e.Message);
        }
    }

    private async Task<DnsMessage> SendAsync(byte[] message, string what, CancellationToken cancellationToken)
    {
        var (signed, mac) = key.Sign(message, clock.UtcNow);
        try
        {
            var answer = await ExchangeAsync(signed, cancellationToken).ConfigureAwait(false);
            var read = DnsMessage.Parse(answer);
            if (key.Explain(answer, mac, clock.UtcNow) is { } why)
                throw SslError.DnsProviderFailed(Name, what, $"{host}: {why}" + (read.Code == 0 ? "" : $" ({DnsMessage.NameOf(read.Code)})"));
            return read;
        }
        catch (Exception e) when (e is DnsTransportException or SocketException)
        {
            throw SslError.DnsProviderFailed(Name, what, $"{host}, port {port} ({(stream ? "TCP" : "UDP")}): {e.Message}", e);
        }
        catch (FormatException e)
        {
            throw SslError.DnsProviderFailed(Name, what, $"the answer of {host} is malformed: {e.Message}", e);
        }
    }

    // A server's name may have an address that this machine can't reach: then the next is tried.
    private async Task<byte[]> ExchangeAsync(byte[] signed, CancellationToken cancellationToken)
    {
        _servers ??= (IPAddress.TryParse(host, out var address) ? [address] : await System.Net.Dns.GetHostAddressesAsync(host).ConfigureAwait(false))
            .Select(found => new IPEndPoint(found, port)).ToList();
        for (var i = 0; ; i++)
        {
            try
            {
                return stream
                    ? await DnsTransport.SendStreamAsync(_servers[i], signed, cancellationToken).ConfigureAwait(false)
                    : await DnsTransport.AskAsync(_servers[i], signed, cancellationToken).ConfigureAwait(false);
            }
            catch (DnsTransportException) when (i + 1 < _servers.Count)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private static string Meaning(int code, string zone) => DnsMessage.NameOf(code) + code switch
    {
        2 => ": it could not write the zone; its log says why (often that it may not write beside the zone's file)",
        5 => $": the key may not change this name in {zone}",
        9 => $": it is not the primary server of {zone}",
        10 => $": the name does not lie in {zone}",
        _ => "",
    };
}
