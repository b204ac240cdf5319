using System.Collections.Generic;
using System.Linq;

namespace SslTools;

/// <summary>An environment of a hosting platform, as it goes down the pipeline.</summary>
public sealed record SslEnvironment
{
    /// <summary>The platform's name in the store.</summary>
    public required string Platform { get; init; }

    /// <summary>Its name: one label under the platform's domain.</summary>
    public required string Name { get; init; }

    /// <summary>Its own domain, A-labels: the only one that built-in SSL covers.</summary>
    public required string Domain { get; init; }

    /// <summary>Other domains bound to it.</summary>
    public IReadOnlyList<string> CustomDomains { get; init; } = [];

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<SslEnvironmentNode> Nodes { get; init; } = [];

    /// <summary>The public addresses attached to its nodes: built-in SSL can't go with any.</summary>
    public IReadOnlyList<string> PublicIPAddresses => Nodes.SelectMany(node => node.ExternalAddresses).Where(PublicAddress.IsPublic).Distinct().ToList();

    /// <summary>Whether built-in SSL is on.</summary>
    public bool BuiltInSsl { get; init; }

    /// <summary>Where the certificate comes from that it serves; null where it serves none, or the platform does not say.</summary>
    public SslCertificateSource? CertificateSource { get; init; }

    /// <summary>What it is doing.</summary>
    public SslEnvironmentStatus Status { get; init; }

    /// <summary>The store that the platform is registered in.</summary>
    public string? StorePath { get; init; }

    /// <summary>The environment, for messages.</summary>
    /// <returns>Its name.</returns>
    public override string ToString() => Name;
}
