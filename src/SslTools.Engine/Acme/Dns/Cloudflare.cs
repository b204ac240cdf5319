using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
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

/// <summary>Cloudflare, by an API token.</summary>
/// <param name="engine">The adapters.</param>
public sealed class Cloudflare(IEngine engine) : IDnsProviderKind
{
    /// <inheritdoc/>
    public string Name => nameof(Cloudflare);

    /// <inheritdoc/>
    public IReadOnlyList<DnsProviderParameter> Parameters { get; } =
    [
        new("ApiToken", "An API token that may edit the DNS of the zone (Zone, DNS, Edit) and read it (Zone, Zone, Read).", Secret: true),
        new("ZoneId", "The zone's id; by default the token looks for the zone by its name, for which it needs Zone, Zone, Read.", Mandatory: false),
        new("Endpoint", "The address of the API; by default https://api.cloudflare.com/client/v4.", Mandatory: false),
    ];

    /// <inheritdoc/>
    public IDnsProvider Open(IReadOnlyDictionary<string, string> arguments) => new CloudflareProvider(
        engine.Clock, arguments.Address(Name, "Endpoint", "https://api.cloudflare.com/client/v4"), arguments.Token(Name, "ApiToken")!,
        arguments.Token(Name, "ZoneId"));
}

/// <summary>Its records. Each value is a record of its own there, so that none is ever replaced.</summary>
internal sealed class CloudflareProvider(IClock clock, string endpoint, string token, string? zoneId) : IDnsProvider
{
    private const int PageSize = 100;
    private const int MaxPages = 50;
    private const int RecordExists = 81058;

    private readonly DnsApiClient _client = new(nameof(Cloudflare), clock, [token]);
    private readonly ConcurrentDictionary<string, string> _zones = new();

    /// <inheritdoc/>
    public string Name => _client.Provider;

    /// <inheritdoc/>
    public TimeSpan? PropagationTimeout => null;

    /// <inheritdoc/>
    public async Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        var what = $"add the TXT record {record.Name}";
        var zone = await ZoneAsync(record.Name, what, cancellationToken).ConfigureAwait(false);
        if ((await FindAsync(zone, record, what, cancellationToken).ConfigureAwait(false)).Count > 0) return;
        var body = new JObject { ["type"] = "TXT", ["name"] = record.Name, ["content"] = $"\"{record.Value}\"", ["ttl"] = 60 };
        await SendAsync(HttpMethod.Post, $"/zones/{zone}/dns_records", body, what, cancellationToken, RecordExists).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken)
    {
        var what = $"remove the TXT record {record.Name}";
        var zone = await ZoneAsync(record.Name, what, cancellationToken).ConfigureAwait(false);
        foreach (var id in await FindAsync(zone, record, what, cancellationToken).ConfigureAwait(false))
            await SendAsync(HttpMethod.Delete, $"/zones/{zone}/dns_records/{id}", null, what, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<string> ZoneAsync(string name, string what, CancellationToken cancellationToken)
    {
        if (zoneId is not null) return Uri.EscapeDataString(zoneId);
        if (_zones.TryGetValue(name, out var known)) return known;
        foreach (var candidate in DnsLabels.Upwards(name).Where(candidate => candidate.Contains('.')))
        {
            var path = $"/zones?name={Uri.EscapeDataString(candidate)}";
            var answer = await SendAsync(HttpMethod.Get, path, null, what, cancellationToken).ConfigureAwait(false);
            var zone = (answer["result"] as JArray)?.OfType<JObject>().FirstOrDefault(found => (string?)found["name"] == candidate);
            if (zone?["id"] is JValue { Value: string id }) return _zones[name] = Uri.EscapeDataString(id);
        }

        throw SslError.DnsZoneNotFound(name, "Cloudflare shows none to this token; it needs the right Zone, Zone, Read, or give ZoneId");
    }

    private async Task<IReadOnlyList<string>> FindAsync(string zone, DnsTxtRecord record, string what, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await SendAsync(
                HttpMethod.Get, $"/zones/{zone}/dns_records?type=TXT&name.exact={Uri.EscapeDataString(record.Name)}&per_page={PageSize}&page={page}",
                null, what, cancellationToken).ConfigureAwait(false);
            var records = (answer["result"] as JArray)?.OfType<JObject>().ToList() ?? [];

            // Older records show their text without the quotes.
            ids.AddRange(records
                .Where(found => (string?)found["name"] == record.Name && ((string?)found["content"])?.Trim('"') == record.Value)
                .Select(found => Uri.EscapeDataString((string?)found["id"] ?? "")));
            if (records.Count < PageSize) break;
        }

        return ids;
    }

    private async Task<JObject> SendAsync(
        HttpMethod method, string path, JObject? body, string what, CancellationToken cancellationToken, int tolerated = 0)
    {
        var answer = await _client.SendAsync(what, () => new HttpRequestMessage(method, endpoint + path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = body is null ? null : new StringContent(body.ToString(), Encoding.UTF8, "application/json"),
        }, cancellationToken).ConfigureAwait(false);

        // A record that somebody removed first is removed.
        if (method == HttpMethod.Delete && answer.Status == 404) return [];
        var json = _client.Json(what, answer);
        if (answer.IsSuccess && json["success"]?.Type == JTokenType.Boolean && (bool)json["success"]!) return json;
        var errors = (json["errors"] as JArray)?.OfType<JObject>().ToList() ?? [];
        if (tolerated != 0 && errors.Any(error => error["code"]?.Type == JTokenType.Integer && (int)error["code"]! == tolerated)) return json;
        throw _client.Fail(what, answer, string.Join("; ", errors.Select(error => $"{error["message"]} ({error["code"]})")));
    }
}
