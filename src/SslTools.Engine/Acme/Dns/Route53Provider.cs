using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using System.Xml.Linq;
using SslTools.Engine.Network.Dns;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>
/// The records of Route 53. All values of a name are one set there: a change deletes the set exactly as it was read and
/// creates the new one in the same batch, which Route 53 refuses whole when somebody else was faster; then it is read anew.
/// </summary>
internal sealed class Route53Provider(
    IClock clock, DnsApiClient client, AwsSignature signature, string endpoint, string? hostedZoneId) : IDnsProvider
{
    private const string Api = "/2013-04-01";
    private const int Tries = 6;
    private const string Ttl = "60";

    private static readonly XNamespace Ns = "https://route53.amazonaws.com/doc/2013-04-01/";
    private static readonly TimeSpan SyncLimit = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, string> _zones = new();
    private readonly List<string> _changes = [];

    /// <inheritdoc/>
    public string Name => client.Provider;

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public async Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        var change = await ChangeAsync(
            record, $"add the TXT record {record.Name}", values => values.Contains(Quoted(record)) ? values : [.. values, Quoted(record)],
            cancellationToken).ConfigureAwait(false);
        if (change is not null) _changes.Add(change);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken) => ChangeAsync(
        record, $"remove the TXT record {record.Name}", values => values.Where(value => value != Quoted(record)).ToList(), cancellationToken);

    /// <summary>Waits until the additions are at all servers of Route 53 (INSYNC).</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        const string what = "bring the TXT records to all its servers";
        var end = clock.UtcNow + SyncLimit;
        while (_changes.Count > 0)
        {
            var answer = await SendAsync(HttpMethod.Get, $"/change/{_changes[0]}", null, what, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess) throw Fail(what, answer);
            if (Xml(what, answer).Descendants(Ns + "Status").FirstOrDefault()?.Value == "INSYNC") _changes.RemoveAt(0);
            else if (clock.UtcNow >= end) throw client.Fail(what, $"the change is still pending after {SyncLimit.TotalMinutes:0} minutes");
            else await clock.DelayAsync(TimeSpan.FromSeconds(3), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static string Quoted(DnsTxtRecord record) => $"\"{record.Value}\"";

    private static string IdOf(string id) => Uri.EscapeDataString(id.Substring(id.LastIndexOf('/') + 1));

    private async Task<string?> ChangeAsync(
        DnsTxtRecord record, string what, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancellationToken)
    {
        var zone = await ZoneAsync(record.Name, what, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var old = await ReadAsync(zone, record.Name, what, cancellationToken).ConfigureAwait(false);
            var before = old is null ? [] : old.Descendants(Ns + "Value").Select(value => value.Value).ToList();
            var after = change(before);
            if (after.Count == before.Count) return null;

            var batch = new XElement(Ns + "Changes");
            if (old is not null) batch.Add(new XElement(Ns + "Change", new XElement(Ns + "Action", "DELETE"), old));
            if (after.Count > 0)
            {
                batch.Add(new XElement(Ns + "Change", new XElement(Ns + "Action", "CREATE"), new XElement(
                    Ns + "ResourceRecordSet", new XElement(Ns + "Name", record.Name + "."), new XElement(Ns + "Type", "TXT"),
                    new XElement(Ns + "TTL", old?.Element(Ns + "TTL")?.Value ?? Ttl),
                    new XElement(Ns + "ResourceRecords", after.Select(value => new XElement(Ns + "ResourceRecord", new XElement(Ns + "Value", value)))))));
            }

            var request = new XElement(Ns + "ChangeResourceRecordSetsRequest", new XElement(Ns + "ChangeBatch", batch));
            var answer = await SendAsync(HttpMethod.Post, $"/hostedzone/{zone}/rrset", request, what, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess)
            {
                var id = Xml(what, answer).Descendants(Ns + "Id").FirstOrDefault()?.Value;
                return IdOf(id ?? throw client.Fail(what, "the change has no id"));
            }

            var collided = answer.Body.Contains("InvalidChangeBatch") || answer.Body.Contains("PriorRequestNotComplete");
            if (!collided || attempt == Tries) throw Fail(what, answer);
            await clock.DelayAsync(TimeSpan.FromSeconds(attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ZoneAsync(string name, string what, CancellationToken cancellationToken)
    {
        if (hostedZoneId is not null) return IdOf(hostedZoneId);
        if (_zones.TryGetValue(name, out var known)) return known;
        foreach (var candidate in DnsLabels.Upwards(name).Where(candidate => candidate.Contains('.')))
        {
            var answer = await SendAsync(
                HttpMethod.Get, $"/hostedzonesbyname?dnsname={Uri.EscapeDataString(candidate)}&maxitems=100", null, what, cancellationToken)
                .ConfigureAwait(false);
            if (!answer.IsSuccess) throw Fail(what, answer);

            // A private zone of the same name is not what a CA sees.
            var zone = Xml(what, answer).Descendants(Ns + "HostedZone").FirstOrDefault(
                found => found.Element(Ns + "Name")?.Value == candidate + "." && found.Descendants(Ns + "PrivateZone").FirstOrDefault()?.Value != "true");
            if (zone?.Element(Ns + "Id")?.Value is { Length: > 0 } id) return _zones[name] = IdOf(id);
        }

        throw SslError.DnsZoneNotFound(name, "this account of Route 53 has no public hosted zone for it");
    }

    // The listing begins at the name and type; where they don't exist, it begins at what comes after.
    private async Task<XElement?> ReadAsync(string zone, string name, string what, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            HttpMethod.Get, $"/hostedzone/{zone}/rrset?name={Uri.EscapeDataString(name + ".")}&type=TXT&maxitems=1", null, what, cancellationToken)
            .ConfigureAwait(false);
        if (!answer.IsSuccess) throw Fail(what, answer);
        return Xml(what, answer).Descendants(Ns + "ResourceRecordSet")
            .FirstOrDefault(set => set.Element(Ns + "Name")?.Value == name + "." && set.Element(Ns + "Type")?.Value == "TXT");
    }

    private Task<DnsApiAnswer> SendAsync(HttpMethod method, string path, XElement? body, string what, CancellationToken cancellationToken) =>
        client.SendAsync(what, () =>
        {
            var address = new Uri(endpoint + Api + path);
            var bytes = body is null ? [] : Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body.ToString(SaveOptions.DisableFormatting));
            var request = new HttpRequestMessage(method, address);
            foreach (var header in signature.Sign(method.Method, address, bytes, clock.UtcNow))
                request.Headers.TryAddWithoutValidation(header.Key, header.Value);
            if (body is null) return request;
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/xml");
            return request;
        }, cancellationToken);

    private XElement Xml(string what, DnsApiAnswer answer)
    {
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(answer.Body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw client.Fail(what, "the answer is not the XML that its documentation promises", e);
        }
    }

    private SslToolsException Fail(string what, DnsApiAnswer answer)
    {
        try
        {
            var words = Xml(what, answer).Descendants().Where(part => part.Name.LocalName is "Code" or "Message").Select(part => part.Value);
            return client.Fail(what, answer, string.Join("; ", words));
        }
        catch (SslToolsException)
        {
            return client.Fail(what, answer, null);
        }
    }
}
