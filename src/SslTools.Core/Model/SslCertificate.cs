using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SslTools;

/// <summary>
/// A certificate as it goes down the pipeline: what it is, where it came from, and where its files are.
/// </summary>
public sealed class SslCertificate
{
    private readonly CertificateDescription _description;
    private readonly Lazy<CertificateBundle> _bundle;
    private readonly Lazy<X509Certificate2> _certificate;
    private readonly Func<DateTimeOffset> _now;
    private Func<SslRenewalInfo?>? _renewalInfo;

    /// <summary>Makes the object; nothing but <paramref name="description"/> is read until asked for.</summary>
    /// <param name="description">What the certificate says of itself.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="bundle">Reads certificate, chain and key.</param>
    /// <param name="load">Makes the platform's certificate object, with its key where the platform can hold it.</param>
    /// <param name="now">The clock that <see cref="Status"/> and <see cref="DaysRemaining"/> are read against.</param>
    public SslCertificate(
        CertificateDescription description,
        SslCertificateSource source,
        Func<CertificateBundle> bundle,
        Func<CertificateBundle, X509Certificate2> load,
        Func<DateTimeOffset> now)
    {
        _description = description ?? throw new ArgumentNullException(nameof(description));
        _now = now ?? throw new ArgumentNullException(nameof(now));
        Source = source;
        _bundle = new Lazy<CertificateBundle>(bundle);
        _certificate = new Lazy<X509Certificate2>(() => load(_bundle.Value));
    }

    private SslCertificate(SslCertificate other)
    {
        _description = other._description;
        _bundle = other._bundle;
        _certificate = other._certificate;
        _now = other._now;
        Source = other.Source;
        _renewalInfo = other._renewalInfo;
        SkippedNames = other.SkippedNames;
        Name = other.Name;
        Version = other.Version;
        StorePath = other.StorePath;
        CertificatePath = other.CertificatePath;
        PrivateKeyPath = other.PrivateKeyPath;
        ChainPath = other.ChainPath;
        FullChainPath = other.FullChainPath;
        IsRevoked = other.IsRevoked;
        PfxPath = other.PfxPath;
    }

    /// <summary>The name in the store; for an ephemeral certificate the name it would have had.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version in the store, from 1; 0 for a certificate that is not stored.</summary>
    public int Version { get; init; }

    /// <summary>The store that keeps it, or null for a certificate that is not stored.</summary>
    public string? StorePath { get; init; }

    /// <summary>SHA-1 over the DER, upper-case hex, as Windows shows it.</summary>
    public string Thumbprint => _description.Thumbprint;

    /// <summary>SHA-256 over the DER, upper-case hex.</summary>
    public string Sha256Fingerprint => _description.Sha256Fingerprint;

    /// <summary>The subject in RFC 4514 order; may be empty.</summary>
    public string Subject => _description.Subject;

    /// <summary>The dNSName entries of the subject alternative name (A-labels).</summary>
    public IReadOnlyList<string> DnsNames => _description.DnsNames;

    /// <summary>The iPAddress entries of the subject alternative name.</summary>
    public IReadOnlyList<string> IPAddresses => _description.IPAddresses;

    /// <summary>The issuer in RFC 4514 order.</summary>
    public string Issuer => _description.Issuer;

    /// <summary>The serial number, upper-case hex.</summary>
    public string SerialNumber => _description.SerialNumber;

    /// <summary>Start of validity, UTC.</summary>
    public DateTime NotBefore => _description.NotBefore;

    /// <summary>End of validity, inclusive, UTC.</summary>
    public DateTime NotAfter => _description.NotAfter;

    /// <summary>Whole days until <see cref="NotAfter"/>, rounded down; negative once expired.</summary>
    public int DaysRemaining => (int)Math.Floor((NotAfter - _now().UtcDateTime).TotalDays);

    /// <summary>Key type and size: P256, RSA2048, Ed25519, ...</summary>
    public string KeyAlgorithm => _description.KeyAlgorithm;

    /// <summary>Where the certificate came from.</summary>
    public SslCertificateSource Source { get; }

    /// <summary>Whether it was revoked by Revoke-LetsEncryptCertificate.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Whether it was revoked, or is within its validity period now.</summary>
    public SslCertificateStatus Status =>
        IsRevoked ? SslCertificateStatus.Revoked
        : _now().UtcDateTime < NotBefore ? SslCertificateStatus.NotYetValid
        : _now().UtcDateTime > NotAfter ? SslCertificateStatus.Expired
        : SslCertificateStatus.Valid;

    /// <summary>The PEM file of the certificate alone, or null where nothing is on disk.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The unencrypted PKCS#8 PEM file of the private key, or null.</summary>
    public string? PrivateKeyPath { get; init; }

    /// <summary>The PEM file of the issuers, or null.</summary>
    public string? ChainPath { get; init; }

    /// <summary>The PEM file of the certificate followed by its issuers, as servers want it, or null.</summary>
    public string? FullChainPath { get; init; }

    /// <summary>When the CA wants it renewed (RFC 9773), as it was last answered; read when asked for. Null where the CA does not say.</summary>
    public SslRenewalInfo? RenewalInfo => _renewalInfo?.Invoke();

    /// <summary>Names that were asked for and that it was issued without, with the reasons; empty but for what a request with -SkipFailedNames gave.</summary>
    public IReadOnlyList<SkippedName> SkippedNames { get; private init; } = [];

    /// <summary>A PKCS#12 file, where one was exported; or null.</summary>
    public string? PfxPath { get; init; }

    /// <summary>
    /// The platform's certificate object, loaded on first reading, with its private key where the platform
    /// can hold such a key (not Ed25519).
    /// </summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>Reads certificate, chain and private key as bytes.</summary>
    /// <returns>The bundle; the private key is secret.</returns>
    public CertificateBundle GetBundle() => _bundle.Value;

    /// <summary>What the certificate says of itself.</summary>
    /// <returns>The description.</returns>
    public CertificateDescription GetDescription() => _description;

    /// <summary>The same certificate, of which a PFX file was written.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Another object.</returns>
    public SslCertificate WithPfxPath(string path) => new(this) { PfxPath = path };

    /// <summary>The same certificate, issued without some of the names that were asked for.</summary>
    /// <param name="skipped">The names.</param>
    /// <returns>Another object.</returns>
    public SslCertificate WithSkippedNames(IReadOnlyList<SkippedName> skipped) => new(this) { SkippedNames = skipped };

    /// <summary>The same certificate, whose CA may say when to renew it.</summary>
    /// <param name="find">Reads <see cref="RenewalInfo"/>.</param>
    /// <returns>Another object.</returns>
    public SslCertificate WithRenewalInfo(Func<SslRenewalInfo?> find) => new(this) { _renewalInfo = find };

    /// <summary>The same certificate, which was revoked.</summary>
    /// <returns>Another object.</returns>
    public SslCertificate AsRevoked() => new(this) { IsRevoked = true };

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>, so that a certificate can be given where a name is wanted.</returns>
    public override string ToString() => Name;
}
