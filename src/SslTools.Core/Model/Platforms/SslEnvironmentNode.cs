using System.Collections.Generic;

namespace SslTools;

/// <summary>A node of an environment: a container or machine of a hosting platform, or a site of a local web server.</summary>
public sealed record SslEnvironmentNode
{
    /// <summary>The platform's own name or number for it; for a local site its file and line.</summary>
    public required string Id { get; init; }

    /// <summary>Its layer: <c>bl</c> balancer, <c>cp</c> application, ...; empty where there is none.</summary>
    public string Group { get; init; } = "";

    /// <summary>What runs on it: nginx-dockerized, tomcat, ...</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether clients that ask for the environment reach this node first.</summary>
    public bool IsEntryPoint { get; init; }

    /// <summary>Whether the shared load balancer passes requests on to its layer.</summary>
    public bool IsSharedLoadBalancerAllowed { get; init; } = true;

    /// <summary>Whether the platform can install a custom certificate on it.</summary>
    public bool IsCustomSslSupported { get; init; } = true;

    /// <summary>The addresses attached to it, IPv4 and IPv6, as the platform reports them; private ones may be among them.</summary>
    public IReadOnlyList<string> ExternalAddresses { get; init; } = [];

    /// <summary>The node, for messages.</summary>
    /// <returns>Layer, type and id.</returns>
    public override string ToString() => $"{(Type.Length > 0 ? Type : Group.Length > 0 ? Group : "node")} {Id}";
}
