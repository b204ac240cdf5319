using System;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>What the platform's own checks would refuse after the key was uploaded: told before anything is sent.</summary>
internal static class VirtuozzoCertificateRules
{
    private const string WayOut = "Import one, or make one with: New-SslCertificateRequest NAME -KeyAlgorithm RSA2048";

    /// <summary>Checks a certificate.</summary>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="order">The certificate.</param>
    /// <param name="reader">Reads it.</param>
    /// <exception cref="SslToolsException">PlatformNeedsKey, PlatformNeedsName, PlatformNeedsRsa, PlatformNeedsIntermediate, PlatformNeedsPublicIP, PlatformNodeUnsupported, PlatformNeedsDomain.</exception>
    public static void Check(SslEnvironment environment, PlatformCertificateOrder order, ICertificateReader reader)
    {
        var description = reader.Describe(order.Bundle.Leaf);
        SslToolsException Unfit(string id, string why, string advice) => SslError.PlatformCertificateUnfit(id, environment.Name, why, advice);
        if (order.Bundle.PrivateKey is null) throw Unfit("PlatformNeedsKey", "it has no private key here", "Import the certificate with its key.");
        if (description.DnsNames.Count == 0) throw Unfit("PlatformNeedsName", "it has no subject alternative name (the platform's check 4009)", "Use a certificate with one.");
        if (order.Entry == SslPlatformEntry.LoadBalancer)
        {
            if (order.Domains.Except(environment.CustomDomains, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } foreign)
                throw Unfit("PlatformNeedsDomain", $"'{foreign}' is not a custom domain of it", "Bind the domain to the environment in the platform's dashboard first.");
            if (environment.PublicIPAddresses.Count > 0)
                throw Unfit("PlatformHasPublicIP", "it has a public IP address, which leads past the load balancer", "Put the certificate on the node.");
            return;
        }

        if (environment.PublicIPAddresses.Count == 0)
            throw Unfit("PlatformNeedsPublicIP", "its entry node has no public IP address", "Bind the certificate to custom domains at the load balancer, or attach an address.");
        if (environment.Nodes.Any(node => node.IsEntryPoint) && !environment.Nodes.Any(node => node is { IsEntryPoint: true, IsCustomSslSupported: true }))
            throw Unfit("PlatformNodeUnsupported", "its entry node takes no certificate", "Put a load balancer in front, and the address on it.");
        if (!description.KeyAlgorithm.StartsWith("RSA", StringComparison.Ordinal))
            throw Unfit("PlatformNeedsRsa", $"the node's check needs an RSA key, and its key is {description.KeyAlgorithm}", WayOut);
        if (order.Bundle.Chain.Count == 0)
            throw Unfit("PlatformNeedsIntermediate", "a node needs the intermediate certificate", "Import the certificate with the CA's intermediate: Import-CustomSslCertificate cert.pem, chain.pem, key.pem");
    }
}
