using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>Reads what <c>getenvinfo</c> answers, under the names seen in real answers and those of the Java API.</summary>
internal static class VirtuozzoEnvironments
{
    /// <summary>How the add-on is named in the marketplace.</summary>
    public const string Addon = "letsencrypt-ssl-addon";

    /// <summary>Reads an environment.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="platform">The platform's name in the store.</param>
    /// <param name="storePath">The store.</param>
    /// <returns>The environment, or null where the answer has no name or domain.</returns>
    public static SslEnvironment? Read(JObject json, string platform, string? storePath)
    {
        var environment = VirtuozzoAnswer.Member(json, "env");
        var name = VirtuozzoAnswer.Text(environment, "envName", "shortdomain");
        var domain = VirtuozzoAnswer.Text(environment, "domain");
        if (name is null || domain is null) return null;
        var isOn = VirtuozzoAnswer.Flag(environment, "sslstate") ?? false;
        return new SslEnvironment
        {
            Platform = platform,
            Name = name,
            Domain = domain.ToLowerInvariant(),
            CustomDomains = [.. VirtuozzoAnswer.Texts(environment, "extdomains").Select(custom => custom.ToLowerInvariant()).Distinct()],
            Nodes = Nodes(json),
            BuiltInSsl = isOn,
            CertificateSource = isOn ? SslCertificateSource.BuiltIn : FindAddon(json) is not null ? SslCertificateSource.LetsEncrypt : null,
            Status = StatusOf(VirtuozzoAnswer.Text(environment, "status")),
            StorePath = storePath,
        };
    }

    /// <summary>The layer that requests reach first: the balancers where there are any.</summary>
    /// <param name="json">The answer.</param>
    /// <returns>The layer's name.</returns>
    public static string EntryGroup(JObject json) =>
        VirtuozzoAnswer.Objects(json, "nodes").Any(node => GroupOf(node) == "bl") ? "bl" : "cp";

    /// <summary>The Let's Encrypt add-on of an environment.</summary>
    /// <param name="json">The answer.</param>
    /// <returns>The name by which it is called, or null.</returns>
    public static string? FindAddon(JObject json) => VirtuozzoAnswer.Objects(json, "nodes").SelectMany(node => VirtuozzoAnswer.Objects(node, "addons"))
        .Concat(VirtuozzoAnswer.Objects(json, "addons"))
        .Where(addon => addon.Properties().Any(property => property.Value is JValue { Value: string text } && text == Addon) && VirtuozzoAnswer.Flag(addon, "isInstalled") != false)
        .Select(addon => VirtuozzoAnswer.Text(addon, "uniqueName", "appUniqueName"))
        .FirstOrDefault(name => name is not null);

    private static IReadOnlyList<SslEnvironmentNode> Nodes(JObject json)
    {
        var entry = EntryGroup(json);
        var groups = VirtuozzoAnswer.Objects(json, "nodeGroups").ToList();
        return [.. VirtuozzoAnswer.Objects(json, "nodes").Select(node => new SslEnvironmentNode
        {
            Id = VirtuozzoAnswer.Text(node, "id") ?? "?",
            Group = GroupOf(node),
            Type = VirtuozzoAnswer.Text(node, "nodeType") ?? "",
            IsEntryPoint = GroupOf(node) == entry,
            IsSharedLoadBalancerAllowed = VirtuozzoAnswer.Flag(
                groups.FirstOrDefault(group => VirtuozzoAnswer.Text(group, "name") == GroupOf(node)), "isSLBAccessEnabled", "SLBAccessEnabled") ?? true,
            IsCustomSslSupported = VirtuozzoAnswer.Flag(node, "isCustomSslSupport", "customSslSupport") ?? true,
            ExternalAddresses = Addresses(node),
        })];
    }

    // 'address' is the public one where there is one: it counts in case the lists have other names than those known.
    private static IReadOnlyList<string> Addresses(JObject node) =>
        [.. VirtuozzoAnswer.Texts(node, "extIPs").Concat(VirtuozzoAnswer.Texts(node, "extipsv6"))
            .Concat(VirtuozzoAnswer.Text(node, "address") is { } address && PublicAddress.IsPublic(address) ? [address] : []).Distinct()];

    private static string GroupOf(JObject node) => VirtuozzoAnswer.Text(node, "nodeGroup") ?? "";

    private static SslEnvironmentStatus StatusOf(string? status) => status switch
    {
        "1" => SslEnvironmentStatus.Running,
        "2" => SslEnvironmentStatus.Stopped,
        "4" => SslEnvironmentStatus.Sleeping,
        "3" or "6" or "7" or "10" => SslEnvironmentStatus.Changing,
        _ => SslEnvironmentStatus.Unknown,
    };
}
