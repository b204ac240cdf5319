using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services;

/// <summary>A certificate to be ordered from one CA.</summary>
/// <param name="Name">The certificate's name in the store; one order a name is under way at a time.</param>
/// <param name="Identifiers">What it shall be for.</param>
public sealed record OrderJob(string Name, IReadOnlyList<AcmeIdentifier> Identifiers)
{
    /// <summary>The profile, or null.</summary>
    public string? Profile { get; init; }

    /// <summary>The CertID of the certificate that is renewed, or null.</summary>
    public string? Replaces { get; init; }

    /// <summary>The key pair to generate.</summary>
    public SslKeyAlgorithm KeyAlgorithm { get; init; }

    /// <summary>A key to use instead, unencrypted PKCS#8 DER; or null. Secret.</summary>
    public byte[]? PrivateKey { get; init; }

    /// <summary>The user's own request instead of a key, DER; or null.</summary>
    public byte[]? CertificateRequest { get; init; }

    /// <summary>Whether the certificate shall demand a stapled answer.</summary>
    public bool MustStaple { get; init; }

    /// <summary>Whether names that fail are left out.</summary>
    public bool SkipFailedNames { get; init; }

    /// <summary>The chain to prefer, or null.</summary>
    public string? PreferredChain { get; init; }

    /// <summary>Whether foreseen rate limits are ignored.</summary>
    public bool IgnoreLimits { get; init; }

    /// <summary>The whole time it may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The renewal of a certificate, as far as it distinguishes the order from others.</summary>
    /// <param name="name">Its name in the store.</param>
    /// <param name="record">How it is renewed.</param>
    /// <returns>The job.</returns>
    internal static OrderJob Of(string name, AcmeRenewalRecord record)
    {
        var names = SubjectNames.Parse(record.Names);
        return new OrderJob(name, [.. names.DnsNames.Select(AcmeIdentifier.ForName), .. names.IPAddresses.Select(AcmeIdentifier.ForAddress)])
        {
            Profile = record.Profile,
            KeyAlgorithm = record.KeyAlgorithm,
            CertificateRequest = record.CertificateRequest,
            MustStaple = record.MustStaple,
        };
    }

    /// <summary>What distinguishes the order from another one of the same name.</summary>
    internal string Fingerprint => string.Join(
        " ", Identifiers.Select(identifier => identifier.Value).OrderBy(value => value, StringComparer.Ordinal)
            .Concat([$"profile={Profile?.ToLowerInvariant()}", $"staple={MustStaple}", CertificateRequest is null ? $"key={KeyAlgorithm}" : "csr=" + Base64Url.Encode(CertificateRequest)]));
}

/// <summary>What an order gave.</summary>
/// <param name="Bundle">Certificate, chain, and the key unless the user keeps it.</param>
/// <param name="Skipped">Names it was issued without.</param>
/// <param name="Address">The order's URL.</param>
public sealed record OrderOutcome(CertificateBundle Bundle, IReadOnlyList<SkippedName> Skipped, string Address);
