using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Finds the environment that a user means: by its name, or by its own domain.</summary>
internal static class EnvironmentNames
{
    /// <summary>Finds it.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="environments">Its environments.</param>
    /// <param name="typed">As typed.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="SslToolsException">EnvironmentNotFound with the nearest name, CustomDomainNotCovered, NotOneLabel.</exception>
    public static SslEnvironment Find(ISslPlatform platform, IReadOnlyList<SslEnvironment> environments, string typed)
    {
        var name = typed.Trim().TrimEnd('.');
        if (environments.FirstOrDefault(e => Same(e.Name, name)) is { } named) return named;
        if (environments.FirstOrDefault(e => Same(e.Domain, name)) is { } own) return own;
        if (environments.FirstOrDefault(e => e.CustomDomains.Any(domain => Same(domain, name))) is { } custom)
            throw SslError.CustomDomainNotCovered($"'{custom.Domain}'", name, EnvironmentRules.WayOut(platform, custom, name));
        if (ParentOf(environments) is { } parent && name.EndsWith("." + parent, StringComparison.OrdinalIgnoreCase)
            && name.Substring(0, name.Length - parent.Length - 1).Contains("."))
            throw SslError.NotOneLabel(name, parent, $"use Let's Encrypt (Request-LetsEncryptCertificate {name}) or a certificate of your own (Import-CustomSslCertificate).");
        var known = environments.SelectMany(e => new[] { e.Name, e.Domain });
        throw SslError.EnvironmentNotFound(platform.Name, typed, NearestName.Find(name, known));
    }

    private static string? ParentOf(IReadOnlyList<SslEnvironment> environments) =>
        environments.Count > 0 && environments[0].Domain.IndexOf('.') is var dot and > 0 ? environments[0].Domain.Substring(dot + 1) : null;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
