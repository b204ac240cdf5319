using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Health;

/// <summary>The metadata describe the certificate that is there.</summary>
internal sealed class MetadataCheck : ICertificateCheck
{
    private static readonly (string Name, Func<CertificateDescription, string?> Read)[] Properties =
    [
        ("Thumbprint", d => d.Thumbprint),
        ("Sha256Fingerprint", d => d.Sha256Fingerprint),
        ("Subject", d => d.Subject),
        ("Issuer", d => d.Issuer),
        ("SerialNumber", d => d.SerialNumber),
        ("DnsNames", d => string.Join(", ", d.DnsNames)),
        ("IPAddresses", d => string.Join(", ", d.IPAddresses)),
        ("NotBefore", d => ValidityPeriod.Text(d.NotBefore)),
        ("NotAfter", d => ValidityPeriod.Text(d.NotAfter)),
        ("KeyAlgorithm", d => d.KeyAlgorithm),
    ];

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (subject.Certificate is null || subject.Recorded is null) yield break;
        var wrong = Properties.Where(p => p.Read(subject.Certificate.Description) != p.Read(subject.Recorded)).Select(p => p.Name).ToList();
        if (wrong.Count == 0) yield break;
        yield return new SslFinding(
            "MetadataMismatch", SslFindingSeverity.Error,
            $"The metadata.json of '{subject.Name}' do not agree with cert.pem in {string.Join(", ", wrong)}.",
            "Import or issue the certificate again with -Force.", subject.Name);
    }
}
