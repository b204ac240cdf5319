using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace SslTools.Engine.Tests.Dns;

/// <summary>developers.cloudflare.com/api: zones, dns_records.</summary>
public sealed class FakeCloudflare : FakeDnsApi
{
    private const string ZoneId = "023e105f4ecef8ad9ca31a8372d0c353";

    private readonly List<(string Id, string Name, string Content)> _records = [];

    public override string Name => "Cloudflare";

    public override Dictionary<string, string> Arguments => new() { ["ApiToken"] = Secret, ["Endpoint"] = Address + "/client/v4" };

    protected override async Task HandleAsync(HttpContext context, string body)
    {
        var request = context.Request;
        var records = $"/client/v4/zones/{ZoneId}/dns_records";
        if (request.Headers.Authorization != "Bearer " + Secret)
            await AnswerAsync(context, 403, """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[],"result":null}""");
        else if (request.Method == "GET" && request.Path == "/client/v4/zones" && request.Query.Keys.SequenceEqual(["name"]))
            await ResultAsync(context, new JsonArray(request.Query["name"] == Zone ? [new JsonObject { ["id"] = ZoneId, ["name"] = Zone }] : []));
        else if (request.Method == "GET" && request.Path == records)
            await ListAsync(context);
        else if (request.Method == "POST" && request.Path == records && request.ContentType == "application/json; charset=utf-8")
            await CreateAsync(context, JsonNode.Parse(body)!.AsObject());
        else if (request.Method == "DELETE" && request.Path.StartsWithSegments(records, out var id) && body.Length == 0)
            await DeleteAsync(context, id.Value!.Trim('/'));
        else
            await ViolateAsync(context, "unknown request");
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["type"] != "TXT" || query["per_page"] != "100" || !query.Keys.All(key => key is "type" or "name.exact" or "per_page" or "page"))
        {
            await ViolateAsync(context, "unknown query");
            return;
        }

        var found = _records.Where(record => record.Name == query["name.exact"]).Skip((int.Parse(query["page"]!) - 1) * 100).Take(100);
        var foreign = At(query["name.exact"]!).Except(_records.Select(record => record.Content.Trim('"')))
            .Select(value => (Id: "foreign-" + value, Name: (string)query["name.exact"]!, Content: value));
        await ResultAsync(context, new JsonArray(found.Concat(foreign).Select(record =>
            (JsonNode)new JsonObject { ["id"] = record.Id, ["name"] = record.Name, ["type"] = "TXT", ["content"] = record.Content }).ToArray()));
    }

    private async Task CreateAsync(HttpContext context, JsonObject record)
    {
        SomebodyElse();
        var (name, content) = ((string)record["name"]!, (string)record["content"]!);
        if ((string?)record["type"] != "TXT" || (int?)record["ttl"] is not >= 60 || !name.EndsWith("." + Zone, StringComparison.Ordinal) || content[0] != '"')
        {
            await ViolateAsync(context, "bad record " + record);
        }
        else if (At(name).Contains(content.Trim('"')))
        {
            await AnswerAsync(context, 400, """{"success":false,"errors":[{"code":81058,"message":"An identical record already exists."}],"messages":[],"result":null}""");
        }
        else
        {
            At(name).Add(content.Trim('"'));
            _records.Add((Guid.NewGuid().ToString("N"), name, content));
            await ResultAsync(context, record.DeepClone());
        }
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        SomebodyElse();
        var record = _records.Find(found => found.Id == id);
        if (record.Id is null)
        {
            await AnswerAsync(context, 404, """{"success":false,"errors":[{"code":81044,"message":"Record does not exist."}],"messages":[],"result":null}""");
            return;
        }

        _records.Remove(record);
        At(record.Name).Remove(record.Content.Trim('"'));
        await ResultAsync(context, new JsonObject { ["id"] = id });
    }

    private static Task ResultAsync(HttpContext context, JsonNode result) => AnswerAsync(context, 200, JsonSerializer.Serialize(
        new JsonObject { ["success"] = true, ["errors"] = new JsonArray(), ["messages"] = new JsonArray(), ["result"] = result }));
}
