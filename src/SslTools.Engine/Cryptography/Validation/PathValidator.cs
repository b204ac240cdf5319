using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Cryptography.Validation.Revocation;
using SslTools.Engine.Cryptography.Validation.Rules;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>Builds and validates paths; the parts of this folder do the work.</summary>
public sealed class PathValidator : IPathValidator
{
    private const int MaxReasons = 20;

    /// <inheritdoc/>
    public PathResult Validate(PathRequest request)
    {
        var budget = new WorkBudget();
        var reasons = new List<PathReason>();
        if (Parse(request.Certificate, reasons) is not { } leaf) return new PathResult(null, reasons, [], 0);
        var judgement = CertificateRules.Judge(leaf, PathRole.Leaf, request);
        var own = judgement.Reasons.Concat(Names(leaf, request)).ToList();
        var refused = own.Where(reason => request.Strict || !reason.IsProfile).ToList();
        IReadOnlyList<ParsedCertificate>? path = null;
        IReadOnlyList<PathReason> remarks = [];
        try
        {
            (path, remarks) = Find(leaf, request, budget, reasons);
        }
        catch (BudgetExceededException)
        {
            reasons.Insert(0, new PathReason("TooCostly", $"Validating '{leaf}' takes more work than honest certificates ever do.", false));
        }

        var built = path?.Reverse().Select(certificate => certificate.Der).ToList();
        var isGood = built is not null && refused.Count == 0;
        return new PathResult(
            isGood ? built : null,
            isGood ? [] : refused.Concat(reasons).Distinct().Take(MaxReasons).ToList(),
            isGood ? own.Concat(remarks).Distinct().ToList() : [],
            budget.SignatureChecks) { Built = built };
    }

    private static (IReadOnlyList<ParsedCertificate>? Path, IReadOnlyList<PathReason> Remarks) Find(
        ParsedCertificate leaf, PathRequest request, WorkBudget budget, List<PathReason> reasons)
    {
        var verifier = new SignatureVerifier(budget);

        // Who trusts an end entity by itself needs no issuer for it; its own signature shows that it is whole.
        if (leaf.IsSelfIssued && request.TrustAnchors.Any(anchor => anchor.SequenceEqual(leaf.Der)) && verifier.IsSignedBy(leaf, leaf)) return ([leaf], []);
        var malformed = new List<PathReason>();
        var anchors = request.TrustAnchors.Select(der => Parse(der, malformed)).OfType<ParsedCertificate>().ToList();
        var intermediates = request.Intermediates.Select(der => Parse(der, malformed)).OfType<ParsedCertificate>().ToList();
        var builder = new PathBuilder(request, anchors, intermediates, verifier, budget, new PathRevocation(request, verifier).Find);
        try
        {
            if (builder.Find(leaf) is { } path) return (path, builder.Remarks);
        }
        catch (BudgetExceededException)
        {
            reasons.AddRange(builder.Failures);
            throw;
        }

        reasons.AddRange(builder.Failures);
        reasons.AddRange(malformed);
        if (reasons.Count == 0)
            reasons.Add(new PathReason("NoTrustAnchor", $"No issuers lead from '{leaf}', issued by '{leaf.Issuer}', to a trust anchor.", false));
        return (null, []);
    }

    private static IEnumerable<PathReason> Names(ParsedCertificate leaf, PathRequest request) => request.Names
        .Where(name => !PeerNameMatcher.Covers(leaf, name))
        .Select(name => new PathReason("NameNotCovered", $"'{leaf}' does not cover the name '{name.Value}'.", false));

    private static ParsedCertificate? Parse(byte[] der, List<PathReason> reasons)
    {
        try
        {
            return new ParsedCertificate(der);
        }
        catch (InvalidDataException e)
        {
            reasons.Add(new PathReason("MalformedCertificate", $"A certificate can't be read: {e.Message}.", false));
            return null;
        }
    }
}
