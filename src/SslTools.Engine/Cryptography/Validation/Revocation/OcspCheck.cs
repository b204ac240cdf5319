using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Cryptography.Validation.Rules;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>Whether an OCSP response can be relied on for a certificate, and what it says (RFC 6960 section 3.2).</summary>
internal sealed class OcspCheck
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWithoutEnd = TimeSpan.FromDays(7);

    private readonly ParsedCertificate _certificate;
    private readonly ParsedCertificate _issuer;
    private readonly DateTimeOffset _time;
    private readonly SignatureVerifier _verifier = new(new WorkBudget());

    /// <summary>Makes a check.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Its issuer.</param>
    /// <param name="time">The time to check for.</param>
    public OcspCheck(ParsedCertificate certificate, ParsedCertificate issuer, DateTimeOffset time) => (_certificate, _issuer, _time) = (certificate, issuer, time);

    /// <summary>Reads a response.</summary>
    /// <param name="der">The response.</param>
    /// <returns>The answer.</returns>
    public RevocationAnswer Read(byte[] der)
    {
        DerShape.Check(der);
        var response = OcspResponse.GetInstance(Asn1Object.FromByteArray(der));
        if (response.ResponseStatus.IntValueExact != OcspResponseStatus.Successful) return Unknown($"the responder answered with the error {response.ResponseStatus.IntValueExact}");
        if (!response.ResponseBytes.ResponseType.Equals(OcspObjectIdentifiers.PkixOcspBasic)) return Unknown("the responder's answer is of another kind");
        var inner = response.ResponseBytes.Response.GetOctets();
        DerShape.Check(inner);
        var basic = BasicOcspResponse.GetInstance(Asn1Object.FromByteArray(inner));
        if (!IsAuthentic(basic, inner)) return Unknown("the responder's answer is not signed by the CA, or by one that the CA has authorized");
        var answers = basic.TbsResponseData.Responses.Select(SingleResponse.GetInstance).Where(single => OcspIdentity.IsOf(single.CertId, _certificate, _issuer));
        return answers.Select(Answer).OrderByDescending(answer => answer.State).FirstOrDefault() ?? Unknown("the responder's answer is about another certificate");
    }

    private static RevocationAnswer Unknown(string why) => new(RevocationState.Unknown, why);

    private RevocationAnswer Answer(SingleResponse single)
    {
        var begin = new CertificateTime(single.ThisUpdate).Value;
        var end = single.NextUpdate is { } next ? new CertificateTime(next).Value : begin + LongestWithoutEnd;
        var time = _time.UtcDateTime;
        if (begin > time + Skew) return Unknown($"the responder's answer is not valid before {Services.ValidityPeriod.Text(begin)}");
        if (end < time - Skew) return Unknown($"the responder's answer is out of date since {Services.ValidityPeriod.Text(end)}");
        RevocationAnswer Dated(RevocationAnswer answer) => answer with { ThisUpdate = begin, NextUpdate = single.NextUpdate is null ? null : end };
        switch (single.CertStatus.TagNo)
        {
            case 0:
                return Dated(new RevocationAnswer(RevocationState.Good));
            case 1:
                var info = RevokedInfo.GetInstance(single.CertStatus.Status);
                return Dated(new RevocationAnswer(
                    RevocationState.Revoked, CrlCheck.Explain(new CertificateTime(info.RevocationTime).Value, info.RevocationReason?.IntValueExact ?? CrlReason.Unspecified)));
            default:
                return Unknown("the responder does not know the certificate");
        }
    }

    // The CA itself, or a certificate of the CA for just this (RFC 6960 section 4.2.2.2).
    private bool IsAuthentic(BasicOcspResponse basic, byte[] der)
    {
        var signed = DerShape.FirstWithin(der);
        var certificates = (basic.Certs ?? DerSequence.Empty).Take(5).Select(c => new ParsedCertificate(c.GetDerEncoded()));
        IEnumerable<ParsedCertificate> candidates = [_issuer, .. certificates.Where(MaySign)];
        return candidates.Any(signer => _verifier.IsSigned(basic.SignatureAlgorithm, signed, basic.Signature.GetOctets(), signer));
    }

    private bool MaySign(ParsedCertificate delegated)
    {
        var request = new PathRequest(delegated.Der, [], _time) { Purpose = SslCertificatePurpose.Any, Strict = false, Rules = PathRules.Rfc5280 };
        return delegated.Issuer.Key == _issuer.Subject.Key
            && delegated.Extensions.ExtendedKeyUsage?.Contains(KeyPurposeID.id_kp_OCSPSigning.Id) == true
            && delegated.Extensions.KeyUsage?.Any(KeyUsage.DigitalSignature) != false
            && !CertificateRules.Judge(delegated, PathRole.Leaf, request).Refuses
            && _verifier.IsSignedBy(delegated, _issuer);
    }
}
