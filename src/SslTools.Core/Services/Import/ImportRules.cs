using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Import;

/// <summary>What a certificate must be so that a web server can serve it and clients accept it.</summary>
internal sealed class ImportRules
{
    private const int LeastRsaBits = 2048;
    private static readonly string[] BrokenHashes = ["MD2", "MD4", "MD5", "SHA1", "SHA-1"];
    private readonly IWeakKeys _weakKeys;
    private readonly DateTime _now;
    private readonly ImportOptions _options;

    public ImportRules(IWeakKeys weakKeys, DateTime now, ImportOptions options)
    {
        _weakKeys = weakKeys;
        _now = now;
        _options = options;
    }

    /// <summary>Whether clients refuse a certificate for its key or for the signature on it.</summary>
    public static bool IsWeak(HeapCertificate certificate) => IsShort(certificate) || HasBrokenHash(certificate);

    /// <summary>Checks a certificate.</summary>
    /// <exception cref="SslToolsException">The first rule that it breaks.</exception>
    public void CheckLeaf(HeapCertificate leaf)
    {
        var (what, description) = (leaf.ToString(), leaf.Description);
        if (description.IsCertificateAuthority) throw SslError.CertificateIsAuthority(what);
        if (description.DnsNames.Count + description.IPAddresses.Count == 0) throw SslError.NoSubjectAlternativeName(what);
        if (!leaf.IsForServers) throw SslError.NotForServers(what);
        if (!_options.AllowExpired)
        {
            if (_now > description.NotAfter) throw SslError.CertificateExpired(what, ValidityPeriod.Text(description.NotAfter));
            if (_now < description.NotBefore) throw SslError.CertificateNotYetValid(what, ValidityPeriod.Text(description.NotBefore));
        }

        CheckStrength(leaf);
        if (_weakKeys.Find(leaf.Der, what) is { } weakness) throw weakness;
        if (_options.HostNames.FirstOrDefault(host => !CertificateName.Covers(description, host)) is { } host)
            throw SslError.CertificateDoesNotCoverName(host, what, string.Join(", ", description.DnsNames.Concat(description.IPAddresses)));
    }

    /// <summary>Checks the issuers that will be served.</summary>
    /// <exception cref="SslToolsException">WeakKey, WeakSignature.</exception>
    public static void CheckChain(IEnumerable<HeapCertificate> issuers)
    {
        foreach (var issuer in issuers) CheckStrength(issuer);
    }

    private static void CheckStrength(HeapCertificate certificate)
    {
        if (IsShort(certificate)) throw SslError.KeyTooShort(certificate.ToString(), certificate.Description.KeyAlgorithm);
        if (HasBrokenHash(certificate)) throw SslError.SignatureTooWeak(certificate.ToString(), certificate.Description.SignatureAlgorithm!);
    }

    private static bool HasBrokenHash(HeapCertificate certificate) =>
        BrokenHashes.Any(hash => certificate.Description.SignatureAlgorithm?.StartsWith(hash, StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsShort(HeapCertificate certificate) =>
        certificate.Description.KeyAlgorithm is var algorithm && algorithm.StartsWith("RSA", StringComparison.Ordinal)
        && int.TryParse(algorithm.Substring(3), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits < LeastRsaBits;
}
