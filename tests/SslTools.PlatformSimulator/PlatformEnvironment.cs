using System.Collections.Generic;
using System.Linq;

namespace SslTools.Testing.Platforms;

/// <summary>An environment; a test may change it at any time.</summary>
public sealed class PlatformEnvironment(string name, string domain)
{
    public string Name => name;

    /// <summary>Its own domain, one label under the hoster's.</summary>
    public string Domain => $"{name}.{domain}";

    /// <summary>Its custom domains.</summary>
    public List<string> ExtDomains { get; } = [];

    public List<PlatformNode> Nodes { get; } = [];

    /// <summary>Whether built-in SSL is on.</summary>
    public bool SslState { get; set; }

    /// <summary>1 runs, 2 is down.</summary>
    public int Status { get; set; } = 1;

    /// <summary>Whether the shared load balancer reaches its entry layer.</summary>
    public bool IsSlbAccessEnabled { get; set; } = true;

    /// <summary>How many handshakes fail before what was switched on is served.</summary>
    public int HandshakesBeforeServing { get; set; }

    /// <summary>The certificate on its entry node.</summary>
    public ServedCertificate? NodeCertificate { get; set; }

    /// <summary>Which certificate of the balancer serves which custom domain.</summary>
    public Dictionary<string, int> Bound { get; } = [];

    /// <summary>The Let's Encrypt add-on, where it is installed.</summary>
    public LetsEncryptAddon? Addon { get; set; }

    /// <summary>What the add-on's next run ends with.</summary>
    public int AddonResult { get; set; }

    /// <summary>The layer that requests reach first.</summary>
    public string EntryGroup => Nodes.Any(node => node.Group == "bl") ? "bl" : "cp";

    public bool HasPublicAddress => Nodes.Any(node => node.PublicIPv4.Count + node.PublicIPv6.Count > 0);
}

/// <summary>A node of an environment.</summary>
public sealed class PlatformNode(int id, string group, string type)
{
    public int Id => id;

    /// <summary><c>bl</c> balancer, <c>cp</c> application, <c>sqldb</c>, ...</summary>
    public string Group => group;

    public string Type => type;

    public string InternalAddress { get; init; } = $"10.100.{id / 250}.{(id % 250) + 1}";

    public List<string> PublicIPv4 { get; } = [];

    public List<string> PublicIPv6 { get; } = [];

    /// <summary>Whether a custom certificate can be put on it.</summary>
    public bool IsCustomSslSupport { get; init; } = true;
}

/// <summary>The Let's Encrypt add-on of an environment.</summary>
/// <param name="UniqueName">By which it is called.</param>
/// <param name="Domains">The custom domains that it was told.</param>
/// <param name="Certificate">What it got.</param>
public sealed record LetsEncryptAddon(string UniqueName, IReadOnlyList<string> Domains, ServedCertificate Certificate);
