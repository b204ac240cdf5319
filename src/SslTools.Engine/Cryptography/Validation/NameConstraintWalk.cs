using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Cryptography.Validation.Rules;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>Name constraints along a path (RFC 5280 sections 4.2.1.10 and 6.1.3 (b) and (c)).</summary>
/// <param name="budget">Counts the comparisons.</param>
internal sealed class NameConstraintWalk(WorkBudget budget)
{
    private static readonly int[] Understood =
        [GeneralName.DnsName, GeneralName.IPAddress, GeneralName.Rfc822Name, GeneralName.DirectoryName, GeneralName.UniformResourceIdentifier];

    /// <summary>Finds a name that is not allowed.</summary>
    /// <param name="path">From the anchor to the leaf.</param>
    /// <returns>What is wrong, or null.</returns>
    public PathReason? Find(IReadOnlyList<ParsedCertificate> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            if (path[i].Extensions.NameConstraints is not { } constraints) continue;
            for (var below = i + 1; below < path.Count; below++)
            {
                if (path[below].IsSelfIssued && below < path.Count - 1) continue;
                foreach (var name in NamesOf(path[below]))
                {
                    if (Allows(constraints, name)) continue;
                    return new PathReason("NameNotPermitted", $"The name '{name}' of '{path[below]}' is not one that '{path[i]}' may sign for.", false);
                }
            }
        }

        return null;
    }

    private static IEnumerable<AlternativeName> NamesOf(ParsedCertificate certificate)
    {
        if (!certificate.Subject.IsEmpty) yield return new AlternativeName(GeneralName.DirectoryName, [], certificate.Subject);
        foreach (var name in certificate.Extensions.AlternativeNames ?? []) yield return name;

        // Mailboxes in the subject count where there are no alternative names.
        if (certificate.Extensions.AlternativeNames is not null) yield break;
        foreach (var mailbox in certificate.Subject.Values(PkcsObjectIdentifiers.Pkcs9AtEmailAddress))
            yield return new AlternativeName(GeneralName.Rfc822Name, System.Text.Encoding.UTF8.GetBytes(mailbox ?? ""), null);
    }

    private bool Allows(NameConstraintSet constraints, AlternativeName name)
    {
        var permitted = constraints.Permitted.Contains(name.Tag) ? constraints.Permitted[name.Tag].ToList() : null;
        var excluded = constraints.Excluded.Contains(name.Tag) ? constraints.Excluded[name.Tag].ToList() : null;
        if (permitted is null && excluded is null) return true;

        // A name or a form of name that can't be compared is not known to be outside of what is excluded.
        if (!Understood.Contains(name.Tag) || !AlternativeNameRule.IsProper(name)) return false;
        budget.CompareNames((permitted?.Count ?? 0) + (excluded?.Count ?? 0));
        return permitted?.Any(subtree => IsWithin(name, subtree)) != false && excluded?.Any(subtree => Touches(name, subtree)) != true;
    }

    // A wildcard stands for names of which one may be excluded.
    private static bool Touches(AlternativeName name, AlternativeName subtree)
    {
        if (IsWithin(name, subtree)) return true;
        if (name.Tag != GeneralName.DnsName || !name.Text.StartsWith("*.", StringComparison.Ordinal)) return false;
        var dot = subtree.Text.IndexOf('.');
        return dot > 0 && string.Equals(subtree.Text.Substring(dot), name.Text.Substring(1), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWithin(AlternativeName name, AlternativeName subtree) => name.Tag switch
    {
        GeneralName.DnsName => IsHostWithin(name.Text.StartsWith("*.", StringComparison.Ordinal) ? name.Text.Substring(2) : name.Text, subtree.Text),
        GeneralName.IPAddress => IsAddressWithin(name.Octets, subtree.Octets),
        GeneralName.DirectoryName => name.Directory!.IsWithin(subtree.Directory!),
        GeneralName.Rfc822Name => subtree.Text.Contains("@")
            ? PeerNameMatcher.IsSameMailbox(name.Text, subtree.Text)
            : IsHostOf(name.Text.Substring(name.Text.LastIndexOf('@') + 1), subtree.Text),
        _ => HostOf(name.Text) is { } host && IsHostOf(host, subtree.Text),
    };

    private static bool IsHostWithin(string host, string subtree) =>
        subtree.Length == 0 || host.Equals(subtree, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + subtree, StringComparison.OrdinalIgnoreCase);

    // For mailboxes and URIs: one host, or with a leading dot the hosts below.
    private static bool IsHostOf(string host, string subtree) =>
        subtree.StartsWith(".", StringComparison.Ordinal)
            ? host.EndsWith(subtree, StringComparison.OrdinalIgnoreCase) && host.Length > subtree.Length
            : subtree.Length == 0 || host.Equals(subtree, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddressWithin(byte[] address, byte[] range)
    {
        if (range.Length != address.Length * 2) return false;
        for (var i = 0; i < address.Length; i++)
        {
            if (((address[i] ^ range[i]) & range[address.Length + i]) != 0) return false;
        }

        return true;
    }

    private static string? HostOf(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && NameSyntax.IsHost(parsed.Host) ? parsed.Host : null;
}
