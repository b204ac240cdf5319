using System;
using System.Collections.Generic;

namespace SslTools;

/// <summary>What a published rate limit counts.</summary>
public enum AcmeRateLimitScope
{
    /// <summary>New orders of one account.</summary>
    OrdersPerAccount,

    /// <summary>Certificates for one registered domain, such as example.com or example.co.uk.</summary>
    CertificatesPerDomain,

    /// <summary>Certificates for exactly the same identifiers.</summary>
    CertificatesPerIdentifierSet,

    /// <summary>Failed validations of one identifier.</summary>
    FailuresPerIdentifier,
}

/// <summary>A rate limit that a CA publishes. Renewals that name the certificate they replace (RFC 9773) are exempt.</summary>
/// <param name="Scope">What is counted.</param>
/// <param name="Count">How many are allowed.</param>
/// <param name="Window">In how long.</param>
public sealed record AcmeRateLimit(AcmeRateLimitScope Scope, int Count, TimeSpan Window)
{
    /// <summary>Let's Encrypt's limits as published in 2026.</summary>
    public static IReadOnlyList<AcmeRateLimit> LetsEncrypt { get; } =
    [
        new(AcmeRateLimitScope.OrdersPerAccount, 300, TimeSpan.FromHours(3)),
        new(AcmeRateLimitScope.CertificatesPerDomain, 50, TimeSpan.FromDays(7)),
        new(AcmeRateLimitScope.CertificatesPerIdentifierSet, 5, TimeSpan.FromDays(7)),
        new(AcmeRateLimitScope.FailuresPerIdentifier, 5, TimeSpan.FromHours(1)),
    ];
}
