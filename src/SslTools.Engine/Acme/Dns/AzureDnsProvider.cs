using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using SslTools.Engine.Network.Dns;
using SslTools.Ports;

namespace SslTools.Engine.Acme.Dns;

/// <summary>
/// The records of Azure DNS. All values of a name are one record set there: it is changed only as it was read (its etag),
/// and read anew when somebody else was faster.
/// </summary>
internal sealed class AzureDnsProvider(DnsApiClient client, AzureCredential credential, string group, IClock clock) : IDnsProvider
{
    private const string Version = "?api-version=2018-05-01";
    private const int PreconditionFailed = 412;
    private const int Tries = 6;

    private static readonly int[] Hidden = [403, 404];

    private readonly ConcurrentDictionary<string, string> _zones = new();

    /// <inheritdoc/>
    public string Name => client.Provider;

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        ChangeAsync(record, true, $"add the TXT record {record.Name}", cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken) =>
        ChangeAsync(record, false, $"remove the TXT record {record.Name}", cancellationToken);

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        credential.Dispose();
    }

    private static string? TextOf(JToken record) =>
        (record as JObject)?["value"] is JArray parts ? string.Concat(parts.Select(part => part.ToString())) : null;

    private async Task ChangeAsync(DnsTxtRecord record, bool present, string what, CancellationToken cancellationToken)
    {
        var zone = await ZoneAsync(record.Name, what, cancellationToken).ConfigureAwait(false);
        var relative = record.Name == zone ? "@" : record.Name.Substring(0, record.Name.Length - zone.Length - 1);
        var path = $"/dnsZones/{Uri.EscapeDataString(zone)}/TXT/{Uri.EscapeDataString(relative)}";
        for (var attempt = 1; ; attempt++)
        {
            var read = await SendAsync(HttpMethod.Get, path, null, null, what, cancellationToken).ConfigureAwait(false);
            if (!read.IsSuccess && read.Status != 404) throw Fail(what, read);
            var set = read.IsSuccess ? client.Json(what, read) : [];
            var properties = set["properties"] as JObject ?? new JObject { ["TTL"] = 60 };
            var records = properties["TXTRecords"] as JArray ?? [];
            var others = records.Where(found => TextOf(found) != record.Value).ToList();
            if (present == others.Count < records.Count) return;

            if (present) others.Add(new JObject { ["value"] = new JArray(record.Value) });
            properties["TXTRecords"] = new JArray(others);
            var written = others.Count == 0
                ? await SendAsync(HttpMethod.Delete, path, null, (string?)set["etag"], what, cancellationToken).ConfigureAwait(false)
                : await SendAsync(HttpMethod.Put, path, Writable(properties), (string?)set["etag"], what, cancellationToken).ConfigureAwait(false);
            if (written.IsSuccess) return;
            if (written.Status != PreconditionFailed || attempt == Tries) throw Fail(what, written);
            await clock.DelayAsync(TimeSpan.FromSeconds(attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    // What the service computes itself is not sent back.
    private static JObject Writable(JObject properties) => new()
    {
        ["properties"] = new JObject(properties.Properties().Where(property => property.Name is "TTL" or "TXTRecords" or "metadata")),
    };

    // Zones are asked for one by one: so rights on the one zone are enough, none on its resource group are needed.
    private async Task<string> ZoneAsync(string name, string what, CancellationToken cancellationToken)
    {
        if (_zones.TryGetValue(name, out var known)) return known;
        DnsApiAnswer? refused = null;
        foreach (var candidate in DnsLabels.Upwards(name).Where(candidate => candidate.Contains('.')))
        {
            var answer = await SendAsync(HttpMethod.Get, "/dnsZones/" + Uri.EscapeDataString(candidate), null, null, what, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess) return _zones[name] = candidate;
            if (!Hidden.Contains(answer.Status)) throw Fail(what, answer);
            if (answer.Status == 403) refused = answer;
        }

        throw refused is null ? SslError.DnsZoneNotFound(name, "the resource group has no zone for it") : Fail(what, refused);
    }

    private async Task<DnsApiAnswer> SendAsync(
        HttpMethod method, string path, JObject? body, string? etag, string what, CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        client.Hide(token);
        return await client.SendAsync(what, () =>
        {
            var request = new HttpRequestMessage(method, $"{group}/providers/Microsoft.Network{path}{Version}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
            else if (method == HttpMethod.Put) request.Headers.TryAddWithoutValidation("If-None-Match", "*");
            if (body is not null) request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
            return request;
        }, cancellationToken).ConfigureAwait(false);
    }

    private SslToolsException Fail(string what, DnsApiAnswer answer)
    {
        var error = client.Json(what, answer)["error"] as JObject;
        return client.Fail(what, answer, error is null ? null : $"{error["message"]} ({error["code"]})");
    }
}
