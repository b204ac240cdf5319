using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools;

/// <summary>Certificates, the sites that use them and what clients meet there, at one moment.</summary>
public sealed record SslReport
{
    /// <summary>When it was made, UTC.</summary>
    public required DateTime Generated { get; init; }

    /// <summary>The machine on which it was made.</summary>
    public required string Computer { get; init; }

    /// <summary>The store.</summary>
    public required string StorePath { get; init; }

    /// <summary>The certificates, the one that expires first before the others.</summary>
    public required IReadOnlyList<SslCertificate> Certificates { get; init; }

    /// <summary>The sites of web servers.</summary>
    public required IReadOnlyList<SslBinding> Bindings { get; init; }

    /// <summary>What clients meet.</summary>
    public required IReadOnlyList<SslEndpointResult> Endpoints { get; init; }

    /// <summary>What was found, errors first; empty where all is well.</summary>
    public required IReadOnlyList<SslReportFinding> Findings { get; init; }

    /// <summary>Whether nothing that was found is an error.</summary>
    public bool IsValid => Findings.All(finding => finding.Severity != SslFindingSeverity.Error);

    /// <summary>The subject of findings about a binding.</summary>
    /// <param name="binding">The binding.</param>
    /// <returns>Server, site and port.</returns>
    public static string NameOf(SslBinding binding) => $"{binding.Server} {(binding.HostName.Length > 0 ? binding.HostName : "*")}:{binding.Port}";
}
