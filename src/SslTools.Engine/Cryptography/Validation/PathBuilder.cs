using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Cryptography.Validation.Rules;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>
/// Looks for a good path from a certificate to an anchor (RFC 4158), depth first. Only issuers from whose names an anchor's name
/// can be reached are looked at, what is wrong with a certificate by itself is known before its signature is checked, and
/// everything is counted.
/// </summary>
internal sealed class PathBuilder
{
    private const int DefaultMaxIntermediates = 10;
    private const int MaxLength = 20;

    private readonly PathRequest _request;
    private readonly SignatureVerifier _verifier;
    private readonly NameConstraintWalk _constraints;
    private readonly WorkBudget _budget;
    private readonly Func<IReadOnlyList<ParsedCertificate>, IEnumerable<PathReason>> _revocation;
    private readonly ILookup<string, Judgement> _issuers;
    private readonly List<(int Depth, PathReason Reason)> _failures = [];

    /// <summary>Makes a builder for one search.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="anchors">The anchors.</param>
    /// <param name="intermediates">The other certificates.</param>
    /// <param name="verifier">Checks signatures.</param>
    /// <param name="budget">Counts the work.</param>
    /// <param name="revocation">Finds revoked certificates on a path.</param>
    public PathBuilder(
        PathRequest request, IEnumerable<ParsedCertificate> anchors, IReadOnlyList<ParsedCertificate> intermediates, SignatureVerifier verifier,
        WorkBudget budget, Func<IReadOnlyList<ParsedCertificate>, IEnumerable<PathReason>> revocation)
    {
        _request = request;
        _verifier = verifier;
        _budget = budget;
        _revocation = revocation;
        _constraints = new NameConstraintWalk(budget);
        var roots = anchors.Select(anchor => CertificateRules.Judge(anchor, PathRole.Anchor, request)).ToList();
        _issuers = Reachable(roots, intermediates).ToLookup(judgement => judgement.Certificate.Subject.Key);
    }

    /// <summary>Why candidates failed, those that came furthest first.</summary>
    public IEnumerable<PathReason> Failures => _failures.OrderByDescending(failure => failure.Depth).Select(failure => failure.Reason).Distinct();

    /// <summary>The breaches of profiles on the path that was found, the leaf aside.</summary>
    public IReadOnlyList<PathReason> Remarks { get; private set; } = [];

    /// <summary>Looks for a path.</summary>
    /// <param name="leaf">Where it ends.</param>
    /// <returns>From the anchor to the leaf, or null.</returns>
    /// <exception cref="BudgetExceededException">It costs too much.</exception>
    public IReadOnlyList<ParsedCertificate>? Find(ParsedCertificate leaf) => Extend([leaf], []);

    // Backwards from the anchors, by names alone: what leads nowhere is never looked at.
    private IEnumerable<Judgement> Reachable(IReadOnlyList<Judgement> anchors, IReadOnlyList<ParsedCertificate> intermediates)
    {
        var trusted = new HashSet<string>(anchors.Select(anchor => Convert.ToBase64String(anchor.Certificate.Der)));
        var byIssuer = intermediates.Where(c => trusted.Add(Convert.ToBase64String(c.Der))).ToLookup(c => c.Issuer.Key);
        var reached = new HashSet<string>();
        var names = new Queue<string>(anchors.Select(anchor => anchor.Certificate.Subject.Key));
        foreach (var anchor in anchors) yield return anchor;
        while (names.Count > 0)
        {
            var name = names.Dequeue();
            if (!reached.Add(name)) continue;
            foreach (var certificate in byIssuer[name])
            {
                names.Enqueue(certificate.Subject.Key);
                yield return CertificateRules.Judge(certificate, PathRole.Intermediate, _request);
            }
        }
    }

    // The path so far, from the leaf upwards, and the judgements of its issuers.
    private IReadOnlyList<ParsedCertificate>? Extend(IReadOnlyList<ParsedCertificate> path, IReadOnlyList<Judgement> issuers)
    {
        var last = path[path.Count - 1];
        foreach (var candidate in Candidates(last))
        {
            _budget.Step();
            var issuer = candidate.Certificate;
            if (candidate.Role == PathRole.Intermediate && !MayFollow(path, issuer)) continue;
            if (candidate.Refuses) Fail(path, candidate.Reasons);
            else if (!_verifier.IsSignedBy(last, issuer)) Fail(path, [new PathReason("BadSignature", $"'{last}' is not signed with the key of '{issuer}'.", false)]);
            else if (candidate.Role == PathRole.Anchor && IsGood([.. path.Append(issuer).Reverse()], [.. issuers, candidate])) return [.. path.Append(issuer).Reverse()];
            else if (candidate.Role == PathRole.Intermediate && Extend([.. path, issuer], [.. issuers, candidate]) is { } found) return found;
        }

        return null;
    }

    // Anchors and matching key identifiers first, then the certificate that lasts longest.
    private IEnumerable<Judgement> Candidates(ParsedCertificate certificate)
    {
        var key = certificate.Extensions.AuthorityKey?.KeyIdentifier;
        return _issuers[certificate.Issuer.Key]
            .OrderByDescending(c => key is not null && c.Certificate.Extensions.SubjectKey is { } subject && key.SequenceEqual(subject))
            .ThenByDescending(c => c.Role == PathRole.Anchor).ThenByDescending(c => c.Certificate.NotAfter.Value);
    }

    // No CA with the same key twice, for whatever lies between is a detour (RFC 4158 section 2.4.2).
    private bool MayFollow(IReadOnlyList<ParsedCertificate> path, ParsedCertificate issuer)
    {
        if (path.Any(c => c.Subject.Key == issuer.Subject.Key && c.PublicKeyId == issuer.PublicKeyId)) return false;
        var limit = _request.MaxIntermediates ?? DefaultMaxIntermediates;
        if (path.Skip(1).Append(issuer).Count(c => !c.IsSelfIssued) <= limit && path.Count < MaxLength) return true;
        Fail(path, [new PathReason("PathTooLong", $"A path through '{issuer}' has more than {limit} intermediates.", false)]);
        return false;
    }

    private bool IsGood(IReadOnlyList<ParsedCertificate> path, IReadOnlyList<Judgement> issuers)
    {
        var found = LinkCheck.Find(path, _request).ToList();
        if (_constraints.Find(path) is { } constrained) found.Add(constrained);
        if (PolicyWalk.Find(path) is { } policy) found.Add(policy);
        if (found.All(reason => reason.IsProfile)) found.AddRange(_revocation(path));
        var refused = found.Where(reason => _request.Strict || !reason.IsProfile).ToList();
        Fail(path, refused);
        if (refused.Count > 0) return false;
        Remarks = issuers.SelectMany(issuer => issuer.Reasons).Concat(found).ToList();
        return true;
    }

    private void Fail(IReadOnlyList<ParsedCertificate> path, IEnumerable<PathReason> reasons) =>
        _failures.AddRange(reasons.Where(reason => _request.Strict || !reason.IsProfile).Select(reason => (path.Count, reason)));
}
