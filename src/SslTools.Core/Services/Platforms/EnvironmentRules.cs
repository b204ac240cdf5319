using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The rules of built-in SSL that all platforms share. They are asked to show the plan, and again right before the write.</summary>
internal static class EnvironmentRules
{
    /// <summary>Checks whether built-in SSL can be switched on.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment, just read.</param>
    /// <param name="force">Whether another solution may be replaced.</param>
    /// <exception cref="SslToolsException">PublicIPAttached, SolutionConflict.</exception>
    public static void CheckEnable(ISslPlatform platform, SslEnvironment environment, bool force)
    {
        var addresses = environment.Nodes
            .SelectMany(node => node.ExternalAddresses.Where(PublicAddress.IsPublic).Select(address => $"{address} at {node}")).Distinct().ToList();
        if (addresses.Count > 0) throw SslError.PublicIPAttached(environment, addresses, WayOut(platform, environment));
        if (!force && !environment.BuiltInSsl && Conflict(environment) is { } conflict) throw SslError.SolutionConflict(environment, conflict);
    }

    /// <summary>What works, but the user should know.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The warnings.</returns>
    public static IEnumerable<string> Warnings(SslEnvironment environment)
    {
        if (environment.Nodes.FirstOrDefault(node => node is { IsEntryPoint: true, IsSharedLoadBalancerAllowed: false }) is { } closed)
            yield return $"Access via the shared load balancer is off for {closed} of '{environment.Name}', so built-in SSL will not reach it; switch it on in the platform's topology.";
    }

    /// <summary>The other two solutions, with the commands to type.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="domain">The domain that needs a certificate; null for the environment's own.</param>
    /// <returns>The end of a sentence.</returns>
    public static string WayOut(ISslPlatform platform, SslEnvironment environment, string? domain = null)
    {
        var place = $"-Platform {platform.Name} -Environment {environment.Name}";
        var letsEncrypt = platform is ILetsEncryptPlatform
            ? $"Request-LetsEncryptCertificate {domain ?? ""} {place}".Replace("  ", " ")
            : $"Request-LetsEncryptCertificate {domain ?? environment.Domain} | Set-SslBinding {place}";
        return $"use Let's Encrypt ({letsEncrypt}) or a certificate of your own (Import-CustomSslCertificate PATH | Set-SslBinding {place}).";
    }

    private static string? Conflict(SslEnvironment environment) => environment.CertificateSource switch
    {
        null or SslCertificateSource.BuiltIn => null,
        SslCertificateSource.LetsEncrypt => "a Let's Encrypt certificate, which built-in SSL would replace",
        _ => "a certificate of its own, which built-in SSL would replace",
    };
}
