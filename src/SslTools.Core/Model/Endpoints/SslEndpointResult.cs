using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools;

/// <summary>What clients meet at a name and port.</summary>
public sealed record SslEndpointResult
{
    /// <summary>The host name, or the address.</summary>
    public required string HostName { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The protocol whose command begins TLS; null where TLS begins at once.</summary>
    public SslStartTls? StartTls { get; init; }

    /// <summary>When it was tested, UTC.</summary>
    public required DateTime TestedAt { get; init; }

    /// <summary>What was found, errors first; empty where all is well.</summary>
    public required IReadOnlyList<SslFinding> Findings { get; init; }

    /// <summary>Each address of the name.</summary>
    public required IReadOnlyList<SslEndpointAddress> Addresses { get; init; }

    /// <summary>Whether clients can rely on it: nothing that was found is an error.</summary>
    public bool IsValid => Findings.All(finding => finding.Severity != SslFindingSeverity.Error);

    /// <summary>The certificate that the first address serves, with its chain; null where none does.</summary>
    public SslCertificate? Certificate => Addresses.Select(address => address.Certificate).FirstOrDefault(certificate => certificate is not null);

    /// <summary>The newest version that is spoken; null where no handshake was made.</summary>
    public SslTlsVersion? Protocol => Addresses.Max(address => address.Protocol);

    /// <summary>End of the certificate's validity, UTC.</summary>
    public DateTime? NotAfter => Certificate?.NotAfter;

    /// <summary>Whole days until <see cref="NotAfter"/>.</summary>
    public int? DaysRemaining => Certificate?.DaysRemaining;

    /// <summary>SHA-1 over the certificate.</summary>
    public string? Thumbprint => Certificate?.Thumbprint;

    /// <summary>The endpoint as it is typed.</summary>
    /// <returns>Host and port.</returns>
    public override string ToString() => HostName.Contains(":") ? $"[{HostName}]:{Port}" : $"{HostName}:{Port}";
}
