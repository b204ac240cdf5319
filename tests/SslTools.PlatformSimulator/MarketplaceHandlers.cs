using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Platforms;

/// <summary>The Let's Encrypt add-on.</summary>
internal sealed class MarketplaceHandlers(PlatformState state)
{
    private static readonly Dictionary<int, string> Results = new()
    {
        [12001] = "wrong DNS settings",
        [12002] = "too many certificates already issued: rate limit",
        [12005] = "the web root is not a directory",
        [12006] = "the certificate could not be uploaded",
        [12007] = "the CA is not available",
        [12008] = "no valid A record",
    };

    public JsonObject Install(IReadOnlyDictionary<string, string> fields)
    {
        if (fields["jps"] != "letsencrypt-ssl-addon") throw new PlatformRefusal(5, $"package [{fields["jps"]}] not found");
        var environment = state.Environment(fields["envName"]);
        if (environment.Addon is not null) throw new PlatformRefusal(2350, "the add-on is installed already");
        if (environment.Nodes.All(node => node.Group != fields["nodeGroup"])) throw new PlatformRefusal(2391, $"node group [{fields["nodeGroup"]}] not found");
        return Run(environment, "le-" + state.Number(), Domains(fields["settings"]));
    }

    public JsonObject Execute(IReadOnlyDictionary<string, string> fields)
    {
        var environment = state.OfAddon(fields["appUniqueName"]);
        var domains = fields["action"] switch
        {
            "configure" => Domains(fields.GetValueOrDefault("params") ?? ""),
            "update" => environment.Addon!.Domains,
            var action => throw new PlatformRefusal(3, $"the add-on has no action [{action}]"),
        };
        return Run(environment, environment.Addon!.UniqueName, domains);
    }

    public JsonObject Uninstall(string uniqueName)
    {
        state.OfAddon(uniqueName).Addon = null;
        return [];
    }

    private JsonObject Run(PlatformEnvironment environment, string uniqueName, IReadOnlyList<string> domains)
    {
        var skipped = domains.Intersect(state.Options.UnvalidatedNames).ToList();
        var issued = domains.Except(skipped).ToList();
        var code = environment.AddonResult != 0 ? environment.AddonResult : domains.Count > 0 && issued.Count == 0 ? 12001 : 0;
        if (code != 0) return Result(code, new JsonObject { ["result"] = code, ["type"] = "error", ["message"] = Results.GetValueOrDefault(code, "failed") });
        var certificate = domains.Count == 0 ? ServedCertificate.Issue(state.Staging, [environment.Domain]) : ServedCertificate.Issue(state.LetsEncrypt, issued);
        environment.Addon = new LetsEncryptAddon(uniqueName, domains, certificate);
        return Result(0, new JsonObject
        {
            ["result"] = 0,
            ["type"] = skipped.Count > 0 ? "warning" : "success",
            ["uniqueName"] = uniqueName,
            ["message"] = "done",
            ["data"] = new JsonObject { ["skippedDomains"] = string.Join(", ", skipped) },
        });
    }

    private JsonObject Result(int code, JsonObject result) => state.Options.NestsResults
        ? new JsonObject { ["result"] = 0, ["response"] = result }
        : code == 0 ? result : new JsonObject { ["result"] = code, ["error"] = result["message"]!.DeepClone(), ["source"] = "marketplace" };

    // Comma, semicolon or white space.
    private static IReadOnlyList<string> Domains(string json)
    {
        var settings = EnvironmentHandlers.Parse(json);
        if (settings.Select(setting => setting.Key).FirstOrDefault(key => key != "customDomains") is { } unknown) throw new PlatformRefusal(3, $"the setting '{unknown}' is not known");
        return ((string?)settings["customDomains"] ?? "").Split([',', ';', ' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
    }
}
