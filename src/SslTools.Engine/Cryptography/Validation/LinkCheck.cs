using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>What must be right between certificates and their issuers, signatures and names aside.</summary>
internal static class LinkCheck
{
    /// <summary>Finds what is wrong.</summary>
    /// <param name="path">From the anchor to the leaf.</param>
    /// <param name="request">What is asked.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<PathReason> Find(IReadOnlyList<ParsedCertificate> path, PathRequest request) =>
        PathLengths(path).Concat(request.Rules == PathRules.Web ? Links(path) : []);

    // RFC 5280 section 4.2.1.9: self-issued certificates and the leaf are not counted.
    private static IEnumerable<PathReason> PathLengths(IReadOnlyList<ParsedCertificate> path)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (path[i].Extensions.BasicConstraints?.PathLength is not { } limit) continue;
            var below = path.Skip(i + 1).Take(path.Count - i - 2).Count(certificate => !certificate.IsSelfIssued);
            if (below > limit) yield return new PathReason("PathTooLong", $"Below '{path[i]}' there may be {limit} intermediates, and there are {below}.", false);
        }
    }

    private static IEnumerable<PathReason> Links(IReadOnlyList<ParsedCertificate> path)
    {
        for (var i = 1; i < path.Count; i++)
        {
            // Baseline requirements, section 7.1.2.11.1.
            if (path[i].Extensions.AuthorityKey?.KeyIdentifier is { } wanted && path[i - 1].Extensions.SubjectKey is { } actual && !wanted.SequenceEqual(actual))
                yield return new PathReason("KeyIdentifiersDiffer", $"'{path[i]}' names another key of its issuer than '{path[i - 1]}' has.", true);

            // Section 7.1.3.2.2: the hash that goes with the curve.
            if (path[i - 1].PublicKey.Algorithm.Parameters is DerObjectIdentifier oid && NistCurve.Find(oid) is { } curve
                && !path[i].InnerSignature.Algorithm.Equals(curve.Signature))
                yield return new PathReason("HashDoesNotFitCurve", $"'{path[i]}' is signed with a {curve.Name} key and another hash than goes with it.", true);
        }
    }
}
