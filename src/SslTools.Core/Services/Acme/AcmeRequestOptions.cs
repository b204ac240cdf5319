using System;
using System.Collections.Generic;

namespace SslTools.Services;

/// <summary>What the user asked of Request-LetsEncryptCertificate, or what a renewal repeats.</summary>
public sealed record AcmeRequestOptions
{
    /// <summary>Names and addresses as typed; one text may hold several.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The name in the store, or null for the first identifier.</summary>
    public string? Name { get; init; }

    /// <summary>The CAs in the order they are tried.</summary>
    public IReadOnlyList<AcmeServer> Servers { get; init; } = [AcmeServer.Default];

    /// <summary>The account to use or make; its server is set for each CA.</summary>
    public AcmeAccountOptions Account { get; init; } = new();

    /// <summary>How control is proved.</summary>
    public ChallengeSettings Challenges { get; init; } = new();

    /// <summary>The arguments of a DNS provider, as its source keeps them; or null. Secret.</summary>
    public byte[]? DnsSecrets { get; init; }

    /// <summary>The profile, or null.</summary>
    public string? Profile { get; init; }

    /// <summary>The chain to prefer: a common name of one of its issuers; or null.</summary>
    public string? PreferredChain { get; init; }

    /// <summary>The key pair to generate.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>Whether the present key is used again, now and at renewals.</summary>
    public bool ReuseKey { get; init; }

    /// <summary>The user's own certification request, DER; or null.</summary>
    public byte[]? CertificateRequest { get; init; }

    /// <summary>Whether the certificate shall demand a stapled answer.</summary>
    public bool MustStaple { get; init; }

    /// <summary>Whether names that fail are left out.</summary>
    public bool SkipFailedNames { get; init; }

    /// <summary>Whether an existing certificate is replaced before its time, and foreseen rate limits are ignored.</summary>
    public bool Force { get; init; }

    /// <summary>Whether everything that can be tested is tested before an order is made.</summary>
    public bool Preflight { get; init; }

    /// <summary>The whole time the CA may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);
}
