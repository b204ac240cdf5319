using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Platforms;

/// <summary>The methods about environments.</summary>
internal sealed class EnvironmentHandlers(PlatformState state)
{
    private bool Java => state.Options.JavaNames;

    public JsonObject List() => new() { ["infos"] = new JsonArray([.. state.Environments.Values.OrderBy(e => e.Name, StringComparer.Ordinal).Select(Info)]) };

    public JsonObject Get(string name) => Info(state.Environment(name));

    public JsonObject Edit(string name, string settings)
    {
        var environment = state.Environment(name);
        if (Parse(settings) is not { Count: 1 } json || json["sslstate"]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            throw new PlatformRefusal(3, "settings: only sslstate, true or false, can be changed");
        var on = (bool)json["sslstate"]!;
        if (on && !state.Options.AllowsBuiltInSsl) throw new PlatformRefusal(11005, "the quota environment.jelasticssl.enabled does not allow built-in SSL");
        if (on && environment.HasPublicAddress && state.Options.RefusesPublicAddress) throw new PlatformRefusal(2329, "SSL can't be enabled for an environment with a public IP");
        environment.SslState = on;
        return [];
    }

    public JsonObject CheckDomain(string domain) =>
        state.Environments.Values.Any(environment => environment.ExtDomains.Contains(domain)) ? throw new PlatformRefusal(2330, $"External domain [{domain}] is busy") : [];

    public JsonObject BindDomains(string name, string domains)
    {
        var environment = state.Environment(name);
        foreach (var domain in domains.Split(',')) CheckDomain(domain);
        environment.ExtDomains.AddRange(domains.Split(','));
        return [];
    }

    public JsonObject Domains(string name) =>
        new() { ["extDomains"] = new JsonArray([.. state.Environment(name).ExtDomains.Select(domain => new JsonObject { ["domain"] = domain })]) };

    public static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new PlatformRefusal(3, "it is not a JSON object");
        }
        catch (JsonException)
        {
            throw new PlatformRefusal(3, "it is not JSON");
        }
    }

    private JsonObject Info(PlatformEnvironment environment) => new()
    {
        ["result"] = 0,
        ["env"] = new JsonObject
        {
            [Java ? "appId" : "appid"] = "app-" + environment.Name,
            ["envName"] = environment.Name,
            ["domain"] = environment.Domain,
            [Java ? "shortDomain" : "shortdomain"] = environment.Name,
            [Java ? "extDomains" : "extdomains"] = new JsonArray([.. environment.ExtDomains.Select(domain => (JsonNode)domain)]),
            [Java ? "sslState" : "sslstate"] = environment.SslState,
            ["status"] = environment.Status,
            ["uid"] = 4711,
        },
        ["nodeGroups"] = new JsonArray([.. environment.Nodes.Select(node => node.Group).Distinct().Select(group => new JsonObject
        {
            ["name"] = group,
            ["isSLBAccessEnabled"] = group != environment.EntryGroup || environment.IsSlbAccessEnabled,
        })]),
        ["nodes"] = new JsonArray([.. environment.Nodes.Select(node => Node(environment, node))]),
    };

    private JsonObject Node(PlatformEnvironment environment, PlatformNode node)
    {
        var json = new JsonObject
        {
            ["id"] = node.Id,
            ["address"] = node.PublicIPv4.FirstOrDefault() ?? node.InternalAddress,
            ["intIP"] = node.InternalAddress,
            ["nodeGroup"] = node.Group,
            ["nodeType"] = node.Type,
            ["ismaster"] = true,
            ["isCustomSslSupport"] = node.IsCustomSslSupport,
            ["isExternalIpRequired"] = false,
            ["url"] = $"http://node{node.Id}-{environment.Domain}/",
        };

        // Both are absent where there is none.
        Add(Java ? "extIps" : "extIPs", node.PublicIPv4);
        Add(Java ? "extIPsv6" : "extipsv6", node.PublicIPv6);
        if (environment.Addon is { } addon && node.Group == environment.EntryGroup)
            json["addons"] = new JsonArray(new JsonObject { ["appTemplateId"] = "letsencrypt-ssl-addon", ["uniqueName"] = addon.UniqueName, ["isInstalled"] = true });
        return json;

        void Add(string field, List<string> addresses)
        {
            if (addresses.Count > 0) json[field] = new JsonArray([.. addresses.Select(address => (JsonNode)address)]);
        }
    }
}
