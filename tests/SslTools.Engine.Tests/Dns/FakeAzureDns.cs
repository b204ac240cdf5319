using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SslTools.Engine.Tests.Dns;

/// <summary>learn.microsoft.com/rest/api/dns (2018-05-01), the OAuth 2.0 token endpoint and the instance metadata service.</summary>
public sealed class FakeAzureDns : FakeDnsApi
{
    private const string Token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0";
    private const string Group = "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/dnszones/providers/Microsoft.Network/dnsZones";

    private int _etag;

    public override string Name => "AzureDns";

    /// <summary>Whether the machine's identity asks.</summary>
    public bool Managed { get; init; }

    public override Dictionary<string, string> Arguments => Managed
        ? new()
        {
            ["SubscriptionId"] = "00000000-1111-2222-3333-444444444444",
            ["ResourceGroup"] = "dnszones",
            ["Endpoint"] = Address,
            ["IdentityEndpoint"] = Address + "/metadata/identity/oauth2/token",
            ["ClientId"] = "user-assigned",
        }
        : new()
        {
            ["SubscriptionId"] = "00000000-1111-2222-3333-444444444444",
            ["ResourceGroup"] = "dnszones",
            ["TenantId"] = "tenant",
            ["ClientId"] = "application",
            ["ClientSecret"] = Secret,
            ["Endpoint"] = Address,
            ["LoginEndpoint"] = Address,
        };

    protected override async Task HandleAsync(HttpContext context, string body)
    {
        var request = context.Request;
        if (request.Path == "/tenant/oauth2/v2.0/token") await PrincipalAsync(context, body);
        else if (request.Path == "/metadata/identity/oauth2/token") await MachineAsync(context);
        else if (request.Headers.Authorization != "Bearer " + Token) await ViolateAsync(context, "no token");
        else if (request.QueryString.Value != "?api-version=2018-05-01") await ViolateAsync(context, "no version");
        else if (!request.Path.StartsWithSegments(Group, out var rest)) await ViolateAsync(context, "unknown path");
        else await ZoneAsync(context, rest.Value!.Trim('/').Split('/'), body);
    }

    private async Task PrincipalAsync(HttpContext context, string body)
    {
        var form = QueryHelpers.ParseQuery(body);
        if (context.Request.Method != "POST" || context.Request.ContentType != "application/x-www-form-urlencoded" || form["grant_type"] != "client_credentials"
            || form["scope"] != Address + "/.default" || form["client_id"] != "application")
            await ViolateAsync(context, "bad token request");
        else if (form["client_secret"] != Secret)
            await AnswerAsync(context, 401, $$"""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: {{form["client_secret"]}}"}""");
        else
            await AnswerAsync(context, 200, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"{{Token}}"}""");
    }

    private Task MachineAsync(HttpContext context) =>
        context.Request.Method == "GET" && context.Request.Headers["Metadata"] == "true" && context.Request.Query["api-version"] == "2018-02-01"
        && context.Request.Query["resource"] == Address + "/" && context.Request.Query["client_id"] == "user-assigned"
            ? AnswerAsync(context, 200, $$"""{"access_token":"{{Token}}","expires_in":"86399","token_type":"Bearer"}""")
            : ViolateAsync(context, "bad metadata request");

    private async Task ZoneAsync(HttpContext context, string[] path, string body)
    {
        if (path[0] != Zone)
            await AnswerAsync(context, path[0].EndsWith("example.com", StringComparison.Ordinal) ? 403 : 404, """{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization."}}""");
        else if (path.Length == 1 && context.Request.Method == "GET") await AnswerAsync(context, 200, $$"""{"name":"{{Zone}}","type":"Microsoft.Network/dnszones"}""");
        else if (path.Length == 3 && path[1] == "TXT") await SetAsync(context, path[2] + "." + Zone, body);
        else await ViolateAsync(context, "unknown path");
    }

    private async Task SetAsync(HttpContext context, string name, string body)
    {
        var request = context.Request;
        if (request.Method != "GET") SomebodyElse();
        var values = At(name);
        var etag = $"\"{_etag}-{string.Join(',', values).GetHashCode(StringComparison.Ordinal)}\"";
        if (request.Method == "GET")
        {
            if (values.Count == 0) await AnswerAsync(context, 404, """{"code":"NotFound","message":"The resource record does not exist."}""");
            else await AnswerAsync(context, 200, Set(etag, values).ToJsonString());
        }
        else if (request.Method == "DELETE" ? request.Headers.IfMatch.Count == 0 : request.Headers.IfMatch.Count == 0 && request.Headers.IfNoneMatch != "*")
        {
            await ViolateAsync(context, "a change without a condition");
        }
        else if (request.Headers.IfMatch.Count > 0 ? request.Headers.IfMatch != etag : values.Count > 0)
        {
            await AnswerAsync(context, 412, """{"error":{"code":"PreconditionFailed","message":"The condition was not met."}}""");
        }
        else
        {
            _etag++;
            Records[name] = request.Method == "DELETE" ? [] : Read(JsonNode.Parse(body)!.AsObject());
            await AnswerAsync(context, 200, "{}");
        }
    }

    private static JsonObject Set(string etag, List<string> values) => new()
    {
        ["etag"] = etag,
        ["properties"] = new JsonObject
        {
            ["TTL"] = 300,
            ["metadata"] = new JsonObject { ["owner"] = "somebody" },
            ["fqdn"] = "computed",
            ["TXTRecords"] = new JsonArray(values.Select(value => (JsonNode)new JsonObject { ["value"] = new JsonArray(value) }).ToArray()),
        },
    };

    private static List<string> Read(JsonObject set)
    {
        var properties = set["properties"]!.AsObject();
        if (properties.ContainsKey("fqdn") || (int?)properties["TTL"] is not > 0) throw new InvalidOperationException("bad record set");
        return properties["TXTRecords"]!.AsArray().Select(record => (string)record!["value"]!.AsArray().Single()!).ToList();
    }
}
