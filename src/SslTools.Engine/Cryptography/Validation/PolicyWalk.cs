using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>
/// Certificate policies along a path (RFC 5280 section 6.1), any policy being acceptable at first. Only whether the tree of valid
/// policies is empty matters, so that of each depth just the policies are kept: a tree could be made to grow without bound.
/// </summary>
internal static class PolicyWalk
{
    private const string AnyPolicy = "2.5.29.32.0";

    /// <summary>Finds a breach.</summary>
    /// <param name="path">From the anchor to the leaf; the anchor does not count.</param>
    /// <returns>What is wrong, or null.</returns>
    public static PathReason? Find(IReadOnlyList<ParsedCertificate> path)
    {
        var n = path.Count - 1;
        int explicitPolicy = n + 1, inhibitAny = n + 1, mapping = n + 1;

        // The policies that the next certificate may have; null for an empty tree.
        HashSet<string>? expected = [AnyPolicy];
        for (var i = 1; i <= n; i++)
        {
            var certificate = path[i];
            var extensions = certificate.Extensions;
            var valid = Valid(expected, extensions.Policies, inhibitAny > 0 || (i < n && certificate.IsSelfIssued));
            if (explicitPolicy == 0 && valid is null) return Required(certificate);
            if (i == n)
            {
                if (explicitPolicy > 0) explicitPolicy--;
                if (extensions.PolicyConstraints?.RequireExplicit == 0) explicitPolicy = 0;
                return explicitPolicy == 0 && valid is null ? Required(certificate) : null;
            }

            if (extensions.PolicyMappings?.Any(m => m.Issuer == AnyPolicy || m.Subject == AnyPolicy) == true)
                return new PathReason("BadPolicyMapping", $"'{certificate}' maps from or to any policy.", false);
            expected = Mapped(valid, extensions.PolicyMappings, mapping > 0);
            if (!certificate.IsSelfIssued)
            {
                explicitPolicy = Math.Max(0, explicitPolicy - 1);
                mapping = Math.Max(0, mapping - 1);
                inhibitAny = Math.Max(0, inhibitAny - 1);
            }

            explicitPolicy = Math.Min(explicitPolicy, extensions.PolicyConstraints?.RequireExplicit ?? explicitPolicy);
            mapping = Math.Min(mapping, extensions.PolicyConstraints?.InhibitMapping ?? mapping);
            inhibitAny = Math.Min(inhibitAny, extensions.InhibitAnyPolicy?.Value ?? inhibitAny);
        }

        return null;
    }

    // Section 6.1.3 (d) and (e).
    private static HashSet<string>? Valid(HashSet<string>? expected, IReadOnlyList<string>? policies, bool anyCounts)
    {
        if (expected is null || policies is null) return null;
        var valid = new HashSet<string>(policies.Where(p => p != AnyPolicy && (expected.Contains(p) || expected.Contains(AnyPolicy))));
        if (anyCounts && policies.Contains(AnyPolicy)) valid.UnionWith(expected);
        return valid.Count == 0 ? null : valid;
    }

    // Section 6.1.4 (b).
    private static HashSet<string>? Mapped(HashSet<string>? valid, IReadOnlyList<(string Issuer, string Subject)>? mappings, bool counts)
    {
        if (valid is null || mappings is null) return valid;
        var any = valid.Contains(AnyPolicy);
        var expected = new HashSet<string>(valid);
        foreach (var mapping in mappings) expected.Remove(mapping.Issuer);
        if (counts) expected.UnionWith(mappings.Where(m => any || valid.Contains(m.Issuer)).Select(m => m.Subject));
        return expected.Count == 0 ? null : expected;
    }

    private static PathReason Required(ParsedCertificate certificate) =>
        new("NoValidPolicy", $"A policy is required, and '{certificate}' has none that its issuers allow.", false);
}
