using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Which extensions there may be, readable, once, critical or not (RFC 5280 section 4.2).</summary>
internal sealed class ExtensionRule : ICertificateRule
{
    private static readonly HashSet<string> Known =
    [
        .. new[]
        {
            X509Extensions.KeyUsage, X509Extensions.CertificatePolicies, X509Extensions.PolicyMappings, X509Extensions.SubjectAlternativeName,
            X509Extensions.IssuerAlternativeName, X509Extensions.BasicConstraints, X509Extensions.NameConstraints, X509Extensions.PolicyConstraints,
            X509Extensions.ExtendedKeyUsage, X509Extensions.CrlDistributionPoints, X509Extensions.InhibitAnyPolicy,
            X509Extensions.AuthorityKeyIdentifier, X509Extensions.SubjectKeyIdentifier, X509Extensions.AuthorityInfoAccess,
            X509Extensions.SubjectInfoAccess,
        }.Select(oid => oid.Id),
    ];

    private static readonly (DerObjectIdentifier Oid, string Name, bool Critical)[] Criticality =
    [
        (X509Extensions.AuthorityKeyIdentifier, "authority key identifier", false),
        (X509Extensions.SubjectKeyIdentifier, "subject key identifier", false),
        (X509Extensions.SubjectDirectoryAttributes, "subject directory attributes", false),
        (X509Extensions.FreshestCrl, "freshest CRL", false),
        (X509Extensions.AuthorityInfoAccess, "authority information access", false),
        (X509Extensions.SubjectInfoAccess, "subject information access", false),
        (X509Extensions.PolicyConstraints, "policy constraints", true),
        (X509Extensions.InhibitAnyPolicy, "inhibit any policy", true),
    ];

    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var extensions = judgement.Extensions;
        foreach (var oid in extensions.Duplicates) judgement.Refuse("DuplicateExtension", $"has the extension {oid} twice");
        foreach (var oid in extensions.Malformed) judgement.Refuse("MalformedExtension", $"has the extension {oid} with a content that is none");
        foreach (var oid in extensions.Critical.Where(oid => !Known.Contains(oid)))
            judgement.Refuse("UnknownCriticalExtension", $"has the critical extension {oid}, which is not known here");
        foreach (var (oid, name, critical) in Criticality)
        {
            if (extensions.IsCritical(oid) is { } actual && actual != critical)
                judgement.Breach("WrongCriticality", $"has an extension, the {name}, that is {(actual ? "" : "not ")}critical");
        }

        if (extensions.Policies is { } policies && policies.Distinct().Count() < policies.Count)
            judgement.Breach("DuplicatePolicy", "has a policy twice");
        NameConstraints(judgement);
    }

    private static void NameConstraints(Judgement judgement)
    {
        if (judgement.Extensions.IsCritical(X509Extensions.NameConstraints) is not { } critical) return;
        if (!judgement.IsIssuer && judgement.Extensions.BasicConstraints?.IsAuthority != true)
            judgement.Breach("NameConstraintsInLeaf", "is no CA and has name constraints");

        // Baseline requirements, section 7.1.2.10.8: "As an explicit exception from RFC 5280 ... MAY be marked non-critical".
        if (!critical && !judgement.IsWeb) judgement.Breach("WrongCriticality", "has name constraints that are not critical");
    }
}
