using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>What a platform would refuse of a certificate, asked before anything is uploaded.</summary>
internal static class PlatformCertificateRules
{
    private const int MinRsaBits = 2048;

    /// <summary>Checks a certificate for an environment, and decides where it shall end TLS.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="certificate">The certificate, its key and dates checked.</param>
    /// <param name="hostNames">The custom domains that were named; none for all it covers.</param>
    /// <param name="force">Whether another solution may be replaced.</param>
    /// <returns>The order.</returns>
    /// <exception cref="SslToolsException">What is wrong with it.</exception>
    public static PlatformCertificateOrder Check(
        ICustomSslPlatform platform, SslEnvironment environment, SslCertificate certificate, IReadOnlyList<string> hostNames, bool force)
    {
        if (platform is ILocalSslPlatform)
        {
            if (environment.BuiltInSsl && !force) throw SslError.SolutionConflict(environment, "built-in SSL, which the certificate would replace");
            BindingCertificate.CheckName(certificate, environment.Domain);
            return new PlatformCertificateOrder(certificate, SslPlatformEntry.Node, [environment.Domain]);
        }

        var entry = environment.PublicIPAddresses.Count > 0 ? SslPlatformEntry.Node : SslPlatformEntry.LoadBalancer;
        var names = hostNames.Select(DnsName.Normalize).ToList();
        foreach (var name in names)
        {
            if (!environment.CustomDomains.Contains(name, StringComparer.OrdinalIgnoreCase)) throw SslError.DomainNotBound(environment, name);
            BindingCertificate.CheckName(certificate, name);
        }

        if (names.Count == 0) names = environment.CustomDomains.Where(domain => certificate.DnsNames.Any(name => DnsName.Covers(name, domain))).ToList();
        if (names.Count == 0) throw SslError.NoCustomDomain(environment, certificate.Name, string.Join(", ", certificate.DnsNames));
        if (entry == SslPlatformEntry.Node) CheckNode(environment, certificate, force);
        return new PlatformCertificateOrder(certificate, entry, names);
    }

    // The node compares RSA moduli, and wants the intermediate as a file of its own.
    private static void CheckNode(SslEnvironment environment, SslCertificate certificate, bool force)
    {
        if (environment.Nodes.FirstOrDefault(node => node is { IsEntryPoint: true, IsCustomSslSupported: false }) is { } unfit)
            throw SslError.NodeWithoutCustomSsl(environment, unfit.ToString());
        var isRsa = certificate.KeyAlgorithm.StartsWith("RSA", StringComparison.Ordinal)
            && int.TryParse(certificate.KeyAlgorithm.Substring(3), out var bits) && bits >= MinRsaBits;
        if (!isRsa) throw SslError.NodeNeedsRsa(environment, certificate.Name, certificate.KeyAlgorithm);
        if (certificate.GetBundle().Chain.Count == 0) throw SslError.NodeNeedsIntermediate(environment, certificate.Name);
        if (environment.BuiltInSsl && !force) throw SslError.SolutionConflict(environment, "built-in SSL on");
    }
}
