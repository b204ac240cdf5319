using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Cryptography.Validation.Rules;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>Whether a certificate covers a name (RFC 9525 section 6); the common name never counts.</summary>
internal static class PeerNameMatcher
{
    /// <summary>Looks for a name.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="wanted">The name.</param>
    /// <returns>True when one of the alternative names covers it.</returns>
    public static bool Covers(ParsedCertificate certificate, PeerName wanted)
    {
        var names = certificate.Extensions.AlternativeNames ?? [];
        return wanted.Kind switch
        {
            PeerNameKind.Dns => Host(Proper(names, GeneralName.DnsName), wanted.Value),
            PeerNameKind.Address => IPAddress.TryParse(wanted.Value, out var address)
                && names.Any(name => name.Tag == GeneralName.IPAddress && name.Octets.SequenceEqual(address.GetAddressBytes())),
            _ => Proper(names, GeneralName.Rfc822Name).Any(name => IsSameMailbox(name, wanted.Value)),
        };
    }

    /// <summary>Whether two mailboxes are the same: the host in any case, the local part as it is (RFC 5280 section 7.5).</summary>
    /// <param name="one">A mailbox.</param>
    /// <param name="other">Another.</param>
    /// <returns>True when they are.</returns>
    public static bool IsSameMailbox(string one, string other)
    {
        var at = one.LastIndexOf('@');
        return at == other.LastIndexOf('@') && at > 0
            && string.CompareOrdinal(one, 0, other, 0, at) == 0 && string.Equals(one.Substring(at), other.Substring(at), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Proper(IReadOnlyList<AlternativeName> names, int tag) =>
        names.Where(name => name.Tag == tag && AlternativeNameRule.IsProper(name)).Select(name => name.Text);

    private static bool Host(IEnumerable<string> names, string host)
    {
        host = host.EndsWith(".", StringComparison.Ordinal) ? host.Substring(0, host.Length - 1) : host;
        return NameSyntax.IsHost(host) && names.Any(name => DnsName.Covers(name, host));
    }
}
