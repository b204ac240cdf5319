using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>Whether a list can be relied on for a certificate, and what it says (RFC 5280 section 6.3.3).</summary>
/// <param name="verifier">Checks signatures.</param>
/// <param name="time">The time to check for.</param>
/// <param name="strict">Whether the profile of lists counts too.</param>
internal sealed class CrlCheck(SignatureVerifier verifier, DateTime time, bool strict)
{
    private const int RemoveFromCrl = 8;

    private static readonly HashSet<string> Known =
    [
        .. new[]
        {
            X509Extensions.AuthorityKeyIdentifier, X509Extensions.IssuerAlternativeName, X509Extensions.CrlNumber,
            X509Extensions.IssuingDistributionPoint, X509Extensions.FreshestCrl, X509Extensions.AuthorityInfoAccess,
        }.Select(oid => oid.Id),
    ];

    private readonly Dictionary<ParsedCrl, bool> _signed = [];

    /// <summary>Reads a list for a certificate.</summary>
    /// <param name="crl">The list.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Its issuer.</param>
    /// <returns>The answer, or null where the list is about other certificates.</returns>
    public RevocationAnswer? Read(ParsedCrl crl, ParsedCertificate certificate, ParsedCertificate issuer)
    {
        if (!IsAbout(crl, certificate, issuer)) return null;
        if (Unusable(crl, issuer) is { } why) return new RevocationAnswer(RevocationState.Unknown, $"the CRL of '{crl.Issuer}' {why}");
        if (crl.Find(certificate) is { } entry && entry.Reason != RemoveFromCrl)
            return new RevocationAnswer(RevocationState.Revoked, Explain(entry.Date.Value, entry.Reason));

        // A list for some reasons says nothing of the others.
        return crl.Scope?.OnlySomeReasons is null ? new RevocationAnswer(RevocationState.Good) : null;
    }

    /// <summary>When and why a certificate was revoked, in words.</summary>
    /// <param name="date">When.</param>
    /// <param name="reason">Why, a CRLReason.</param>
    /// <returns>Text.</returns>
    public static string Explain(DateTime date, int reason)
    {
        var why = reason switch
        {
            CrlReason.KeyCompromise => " (key compromise)",
            CrlReason.CACompromise => " (CA compromise)",
            CrlReason.AffiliationChanged => " (affiliation changed)",
            CrlReason.Superseded => " (superseded)",
            CrlReason.CessationOfOperation => " (cessation of operation)",
            CrlReason.CertificateHold => " (on hold)",
            CrlReason.PrivilegeWithdrawn => " (privilege withdrawn)",
            _ => "",
        };
        return $"at {Services.ValidityPeriod.Text(date)}{why}";
    }

    private static bool IsAbout(ParsedCrl crl, ParsedCertificate certificate, ParsedCertificate issuer)
    {
        if (crl.Issuer.Key != issuer.Subject.Key) return false;
        if (crl.Extensions.AuthorityKey?.KeyIdentifier is { } key && issuer.Extensions.SubjectKey is { } subject && !key.SequenceEqual(subject)) return false;
        if (crl.Scope is not { } scope) return true;
        var isAuthority = certificate.Extensions.BasicConstraints?.IsAuthority == true;
        if (scope.OnlyContainsAttributeCerts || (scope.OnlyContainsUserCerts && isAuthority) || (scope.OnlyContainsCACerts && !isAuthority)) return false;
        return scope.DistributionPoint is not { Type: DistributionPointName.FullName } point
            || certificate.Extensions.DistributionPoints is not { } points
            || points.Any(p => p.DistributionPointName is { Type: DistributionPointName.FullName } own && Names(own).Intersect(Names(point)).Any());
    }

    private static IEnumerable<string> Names(DistributionPointName point) =>
        GeneralNames.GetInstance(point.Name).GetNames().Select(name => Convert.ToBase64String(name.GetDerEncoded()));

    private string? Unusable(ParsedCrl crl, ParsedCertificate issuer)
    {
        if (issuer.Extensions.KeyUsage?.Any(KeyUsage.CrlSign) == false) return "is of a CA whose key usage is not to sign CRLs";
        if (crl.ThisUpdate.Value > time) return $"is not valid before {crl.ThisUpdate}";
        if (crl.NextUpdate is { } next && time > next.Value) return $"is out of date since {next}";
        if (crl.Extensions.Has(X509Extensions.DeltaCrlIndicator)) return "is only the difference to another one";
        if (crl.Extensions.Malformed.Concat(crl.Extensions.Duplicates).FirstOrDefault() is { } bad) return $"has a malformed extension {bad}";
        if (crl.Extensions.Critical.FirstOrDefault(oid => !Known.Contains(oid)) is { } unknown) return $"has the critical extension {unknown}, which is not known here";
        if (crl.UnknownEntryExtension is { } entry) return $"has an entry with the critical extension {entry}, which is not known here";
        if (strict && Breach(crl) is { } breach) return breach;
        if (!crl.InnerSignature.Equals(crl.OuterSignature)) return "names two signature algorithms";
        if (!_signed.TryGetValue(crl, out var signed))
            _signed[crl] = signed = verifier.IsSigned(crl.InnerSignature, crl.Signed, crl.Signature, issuer);
        return signed ? null : "is not signed with the CA's key";
    }

    // What RFC 5280 section 5 demands of CAs, and clients do without.
    private static string? Breach(ParsedCrl crl)
    {
        if (crl.Version != 2) return $"has version {crl.Version}, not 2";
        if (crl.NextUpdate is null) return "does not say when the next one is due";
        if (crl.Extensions.AuthorityKey is null) return "has no authority key identifier";
        return crl.Extensions.IsCritical(X509Extensions.CrlNumber) switch
        {
            null => "has no number",
            true => "has a number that is critical",
            false => crl.Scope is not null && crl.Extensions.IsCritical(X509Extensions.IssuingDistributionPoint) == false ? "has a scope that is not critical" : null,
        };
    }
}
