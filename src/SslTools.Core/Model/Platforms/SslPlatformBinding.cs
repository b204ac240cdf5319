using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>A certificate that an environment of a hosting platform has.</summary>
public sealed record SslPlatformBinding
{
    /// <summary>The platform's name in the store.</summary>
    public required string Platform { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The domains it is for.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>Which of the solutions it is: BuiltIn, LetsEncrypt or Custom.</summary>
    public required SslCertificateSource Source { get; init; }

    /// <summary>Where it ends TLS.</summary>
    public required SslPlatformEntry Entry { get; init; }

    /// <summary>SHA-1 over the certificate; null where the platform does not show it.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>End of the certificate's validity, UTC; null where the platform does not show it.</summary>
    public DateTime? NotAfter { get; init; }

    /// <summary>Whole days until <see cref="NotAfter"/>; null where the platform does not show it.</summary>
    public int? DaysRemaining { get; init; }

    /// <summary>The platform's own number for the certificate, or null.</summary>
    public string? CertificateId { get; init; }
}
