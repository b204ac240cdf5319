using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Platforms;

/// <summary>The methods about custom certificates: on a node, and at the shared load balancer.</summary>
internal sealed class BinderHandlers(PlatformState state)
{
    public JsonObject BindNode(IReadOnlyDictionary<string, string> fields)
    {
        var environment = state.Environment(fields["envName"]);
        if (!environment.HasPublicAddress) throw new PlatformRefusal(2321, "the environment has no public IP");
        if (!environment.Nodes.Any(node => node.Group == environment.EntryGroup && node.IsCustomSslSupport)) throw new PlatformRefusal(2322, "the node does not support custom SSL");
        environment.NodeCertificate = ServedCertificate.Read(fields["cert_key"], fields["cert"], fields["intermediate"], onNode: true);
        return NodeCertificate(environment);
    }

    public JsonObject GetNode(string name) => state.Options.RefusesEmptyNode && state.Environment(name).NodeCertificate is null
        ? throw new PlatformRefusal(4010, "no certificate is installed")
        : NodeCertificate(state.Environment(name));

    public JsonObject RemoveNode(string name)
    {
        var environment = state.Environment(name);
        if (environment.NodeCertificate is null) throw new PlatformRefusal(4010, "no certificate is installed");
        environment.NodeCertificate = null;
        return [];
    }

    public JsonObject Add(IReadOnlyDictionary<string, string> fields)
    {
        var certificate = ServedCertificate.Read(fields["key"], fields["cert"], fields.GetValueOrDefault("interm"), onNode: false);
        if (state.Certificates.Count >= state.Options.MaxCertificates) throw new PlatformRefusal(11006, "the quota slb.customssl.maxcount is reached");
        var id = state.Number();
        state.Certificates[id] = certificate;
        return new JsonObject { ["sslCert"] = Describe(id, certificate) };
    }

    public JsonObject Edit(IReadOnlyDictionary<string, string> fields)
    {
        var id = Find(fields["id"]);
        // What is left out stays.
        var chain = fields.GetValueOrDefault("interm") ?? state.Certificates[id].ChainPem;
        state.Certificates[id] = ServedCertificate.Read(fields["key"], fields["cert"], chain, onNode: false);
        return new JsonObject { ["sslCert"] = Describe(id, state.Certificates[id]) };
    }

    public JsonObject List(string? ids)
    {
        var wanted = ids?.Split(',').Select(Find).ToHashSet();
        return new JsonObject
        {
            [state.Options.ListsSslCerts ? "sslCerts" : "responses"] = new JsonArray([.. state.Certificates
                .Where(certificate => wanted?.Contains(certificate.Key) != false)
                .Select(certificate => Describe(certificate.Key, certificate.Value))]),
        };
    }

    public JsonObject Remove(string ids)
    {
        var removed = ids == "*" ? [.. state.Certificates.Keys] : ids.Split(',').Select(Find).ToList();
        if (removed.FirstOrDefault(IsBound) is var bound && bound != 0) throw new PlatformRefusal(2333, $"the certificate {bound} is bound");
        removed.ForEach(id => state.Certificates.Remove(id));
        return [];
    }

    public JsonObject Bind(IReadOnlyDictionary<string, string> fields)
    {
        var environment = state.Environment(fields["envName"]);
        var id = Find(fields["certId"]);
        if (fields["entryPoint"] is not ("SLB" or "ENV")) throw new PlatformRefusal(3, "entryPoint is ENV or SLB");
        if (environment.HasPublicAddress) throw new PlatformRefusal(2334, "the environment has a public IP");
        var domains = fields["extDomains"].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (domains.Length == 0) throw new PlatformRefusal(3, "extDomains is empty");
        foreach (var domain in domains)
        {
            if (!environment.ExtDomains.Contains(domain)) throw new PlatformRefusal(2332, $"the domain [{domain}] is not bound to the environment");
            if (environment.Bound.ContainsKey(domain)) throw new PlatformRefusal(2335, $"a certificate is bound to the domain [{domain}]");
            if (!state.Certificates[id].Covers(domain)) throw new PlatformRefusal(2336, $"the certificate does not cover [{domain}]");
        }

        foreach (var domain in domains) environment.Bound[domain] = id;
        return [];
    }

    public JsonObject Unbind(string name, string? domains)
    {
        var environment = state.Environment(name);
        foreach (var domain in domains?.Split(',') ?? [.. environment.Bound.Keys])
            if (!environment.Bound.Remove(domain)) throw new PlatformRefusal(2337, $"no certificate is bound to the domain [{domain}]");
        return [];
    }

    private bool IsBound(int id) => state.Environments.Values.Any(environment => environment.Bound.ContainsValue(id));

    private int Find(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && state.Certificates.ContainsKey(id) ? id : throw new PlatformRefusal(5, $"certificate [{text}] not found");

    private JsonObject Describe(int id, ServedCertificate certificate) => new()
    {
        ["id"] = id,
        ["domains"] = new JsonArray([.. certificate.Names.Select(name => (JsonNode)name)]),
        ["issuedBy"] = certificate.Leaf.Issuer,
        ["sslType"] = "CUSTOM",
    };

    private static JsonObject NodeCertificate(PlatformEnvironment environment) => new()
    {
        ["sslCustom"] = environment.NodeCertificate is not { } certificate
            ? new JsonObject { ["sslEnable"] = false }
            : new JsonObject
            {
                ["domain"] = certificate.Names[0],
                ["cert"] = certificate.CertificatePem,
                ["intermediate"] = certificate.ChainPem,
                ["certKey"] = "it is here and must not be shown",
                ["sslEnable"] = true,
            },
    };
}
