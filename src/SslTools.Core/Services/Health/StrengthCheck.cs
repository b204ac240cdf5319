using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SslTools.Services.Health;

/// <summary>Keys and signatures are strong enough for today's clients (CA/Browser Forum baseline requirements, section 6.1.5 and 7.1.3.2).</summary>
internal sealed class StrengthCheck : ICertificateCheck
{
    private const int LeastRsaBits = 2048;

    private static readonly string[] BrokenHashes = ["MD2", "MD4", "MD5", "SHA1", "SHA-1"];

    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (subject.Certificate is null) yield break;
        foreach (var certificate in (subject.Chain ?? []).Prepend(subject.Certificate))
        {
            var description = certificate.Description;
            if (IsShortRsa(description.KeyAlgorithm))
            {
                yield return new SslFinding(
                    "WeakKey", SslFindingSeverity.Error,
                    $"The key of '{certificate}' in '{subject.Name}' is {description.KeyAlgorithm}; clients refuse RSA under {LeastRsaBits} bits.",
                    "Issue it again with a stronger key.", subject.Name);
            }

            // Nobody relies on the signature that a root puts on itself.
            if (certificate.IsSelfIssued && certificate != subject.Certificate) continue;
            var signature = description.SignatureAlgorithm ?? "";
            if (BrokenHashes.Any(hash => signature.StartsWith(hash, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new SslFinding(
                    "WeakSignature", SslFindingSeverity.Error,
                    $"'{certificate}' in '{subject.Name}' is signed with {signature}, which clients refuse.",
                    "Have it issued again with SHA-256 or better.", subject.Name);
            }
        }
    }

    private static bool IsShortRsa(string algorithm) =>
        algorithm.StartsWith("RSA", StringComparison.Ordinal)
        && int.TryParse(algorithm.Substring(3), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits < LeastRsaBits;
}
