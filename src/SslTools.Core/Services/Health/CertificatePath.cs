using System.Collections.Generic;
using System.Linq;
using SslTools.Ports;

namespace SslTools.Services.Health;

/// <summary>Looks for the path from a certificate to an anchor.</summary>
internal static class CertificatePath
{
    /// <summary>Looks for a path.</summary>
    /// <param name="subject">The certificate and its issuers.</param>
    /// <param name="engine">The adapters.</param>
    /// <param name="localRoots">The roots of the store's authorities, DER.</param>
    /// <param name="isPublic">Whether the baseline requirements count.</param>
    /// <param name="options">What is asked.</param>
    /// <returns>The path, or why there is none; null where the certificate can't be read.</returns>
    public static PathResult? Find(StoredCertificate subject, IEngine engine, IReadOnlyList<byte[]> localRoots, bool isPublic, HealthOptions options)
    {
        if (subject.Certificate is not { } leaf) return null;
        var chain = subject.Chain ?? [];
        return engine.Paths.Validate(new PathRequest(leaf.Der, Anchors([leaf, .. chain], engine, localRoots, options), options.At ?? engine.Clock.UtcNow)
        {
            Intermediates = chain.Select(certificate => certificate.Der).ToList(),
            Names = options.Names(),
            Purpose = options.Purpose,
            Rules = isPublic ? PathRules.Web : PathRules.Rfc5280,
            Strict = false,
            JudgeAnchors = false,

            // No client looks at it any more.
            JudgeCommonName = false,
        });
    }

    // Without anchors of the user's own, a root that comes with the certificate is one that clients can have.
    private static IReadOnlyList<byte[]> Anchors(
        IReadOnlyList<DescribedCertificate> certificates, IEngine engine, IReadOnlyList<byte[]> localRoots, HealthOptions options) =>
        options.TrustAnchors ??
        [
            .. certificates.SelectMany(certificate => engine.TrustAnchors.FindByIssuer(certificate.Der)),
            .. localRoots,
            .. certificates.Where(certificate => certificate.IsSelfIssued).Select(certificate => certificate.Der),
        ];
}
