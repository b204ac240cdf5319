using System.Collections.Generic;
using System.Linq;

namespace SslTools.Services.Health;

/// <summary>Each issuer signed the one before, and the last one leads to a root that clients can have.</summary>
internal sealed class ChainCheck : ICertificateCheck
{
    /// <inheritdoc/>
    public IEnumerable<SslFinding> Find(StoredCertificate subject, HealthContext context)
    {
        if (subject.Certificate is null || subject.Chain is null) yield break;
        var path = subject.Chain.Prepend(subject.Certificate).ToList();
        for (var i = 0; i + 1 < path.Count; i++)
        {
            if (context.Reader.IsIssuedBy(path[i].Der, path[i + 1].Der)) continue;
            yield return Broken(subject, path[i], path[i + 1], context);
            yield break;
        }

        // Whether it leads to the user's own anchors is for the path to say.
        if (context.HasOwnAnchors) yield break;
        var last = path[path.Count - 1];
        if (!IsSelfSigned(last, context) && !IsKnown(last, context)) yield return Open(subject, last);
    }

    private static bool IsSelfSigned(DescribedCertificate certificate, HealthContext context) =>
        certificate.IsSelfIssued && context.Reader.IsIssuedBy(certificate.Der, certificate.Der);

    private static bool IsKnown(DescribedCertificate certificate, HealthContext context) =>
        context.LocalRoots.Concat(context.Anchors.FindByIssuer(certificate.Der)).Any(root => context.Reader.IsIssuedBy(certificate.Der, root));

    private static SslFinding Broken(StoredCertificate subject, DescribedCertificate certificate, DescribedCertificate next, HealthContext context)
    {
        var misplaced = subject.Chain!.FirstOrDefault(c => c != certificate && context.Reader.IsIssuedBy(certificate.Der, c.Der));
        return misplaced is null
            ? new SslFinding(
                "ChainBroken", SslFindingSeverity.Error,
                $"The chain of '{subject.Name}' is broken: '{next}' did not issue '{certificate}'.",
                "Import the certificate again with the issuers that its CA gives.", subject.Name)
            : new SslFinding(
                "ChainOutOfOrder", SslFindingSeverity.Error,
                $"The chain of '{subject.Name}' is out of order: '{misplaced}' must follow '{certificate}'.",
                "Import the certificate again.", subject.Name);
    }

    // Without any issuer, clients can't build a path; with some, the root may just be unknown to this machine.
    private static SslFinding Open(StoredCertificate subject, DescribedCertificate last) => subject.Chain!.Count == 0
        ? new SslFinding(
            "ChainIncomplete", SslFindingSeverity.Error,
            $"The certificate '{subject.Name}' has no chain, and its issuer '{last.Description.Issuer}' is no root known here.",
            "Import the certificate again with the issuers that its CA gives.", subject.Name)
        : new SslFinding(
            "UnknownRoot", SslFindingSeverity.Warning,
            $"The chain of '{subject.Name}' ends at '{last}'; its issuer '{last.Description.Issuer}' is no root known here.",
            "Check that clients trust that root; if it is an intermediate, import the certificate again with it.", subject.Name);
}
