using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>A checked removal of certificates from an environment, ready to be shown and carried out.</summary>
public sealed class PlatformRemovalPlan
{
    internal PlatformRemovalPlan(ICustomSslPlatform platform, SslEnvironment environment, IReadOnlyList<PlatformCertificate> certificates)
    {
        Platform = platform;
        Environment = environment;
        Certificates = certificates;
    }

    /// <summary>The whole plan, for -WhatIf and -Confirm.</summary>
    public string Description =>
        $"Remove the certificates for {string.Join(", ", Certificates.SelectMany(certificate => certificate.Domains).Distinct())} "
        + $"from the environment '{Environment.Name}' at the platform '{Platform.Name}'";

    internal ICustomSslPlatform Platform { get; }

    internal SslEnvironment Environment { get; }

    internal IReadOnlyList<PlatformCertificate> Certificates { get; }
}
