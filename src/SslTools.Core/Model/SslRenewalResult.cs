using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>How the renewal of a certificate went.</summary>
public enum SslRenewalStatus
{
    /// <summary>A new certificate is kept and served.</summary>
    Renewed,

    /// <summary>Its time has not come.</summary>
    NotDue,

    /// <summary>It is due, and waits because the last tries failed.</summary>
    Waiting,

    /// <summary>It failed; the present certificate stays.</summary>
    Failed,
}

/// <summary>What Update-SslCertificate did about one certificate.</summary>
public sealed record SslRenewalResult
{
    /// <summary>The certificate's name.</summary>
    public required string Name { get; init; }

    /// <summary>How it went.</summary>
    public required SslRenewalStatus Status { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it is looked at next: its renewal, or the next try; UTC.</summary>
    public DateTime? NextRenewal { get; init; }

    /// <summary>End of validity of the certificate that is current now, UTC.</summary>
    public DateTime NotAfter { get; init; }

    /// <summary>The sites that serve the new certificate, as <c>server host:port</c>.</summary>
    public IReadOnlyList<string> Deployed { get; init; } = [];

    /// <summary>The new certificate, or null.</summary>
    public SslCertificate? Certificate { get; init; }
}
