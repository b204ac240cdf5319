using System;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography.Validation.Rules;

/// <summary>Keys (baseline requirements, sections 6.1.5, 6.1.6 and 7.1.3.1): RSA from 2048 bits, and the NIST curves by name.</summary>
internal sealed class PublicKeyRule : ICertificateRule
{
    private const int LeastRsaBits = 2048;

    /// <inheritdoc/>
    public void Judge(Judgement judgement)
    {
        var key = judgement.Certificate.PublicKey;
        var algorithm = key.Algorithm.Algorithm;
        try
        {
            if (algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption)) Rsa(judgement, key);
            else if (algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey)) Curve(judgement, key);
            else if (algorithm.Equals(EdECObjectIdentifiers.id_Ed25519) || algorithm.Equals(EdECObjectIdentifiers.id_Ed448)) Edwards(judgement);
            else judgement.Refuse("WeakKey", $"has a key of the algorithm {algorithm}, which clients refuse");
        }
        catch (Exception)
        {
            // Whatever the parser says: it can't be used.
            judgement.Refuse("MalformedKey", "has a public key that is none");
        }
    }

    private static void Rsa(Judgement judgement, SubjectPublicKeyInfo key)
    {
        var rsa = RsaPublicKeyStructure.GetInstance(key.ParsePublicKey());
        var bits = rsa.Modulus.BitLength;
        if (bits < LeastRsaBits) judgement.Refuse("WeakKey", $"has an RSA key of {bits} bits; clients refuse less than {LeastRsaBits}");
        if (SignatureVerifier.IsExcessive(rsa)) judgement.Refuse("UnusableKey", $"has an RSA key of {bits} bits that is too costly to use");
        if (!rsa.PublicExponent.TestBit(0) || rsa.PublicExponent.BitLength < 2)
            judgement.Refuse("WeakKey", "has an RSA key with an exponent that is even or 1");
        if (judgement.IsWeb && bits % 8 != 0) judgement.Breach("OddKeySize", $"has an RSA key of {bits} bits, which is not divisible by 8");
        if (judgement.IsWeb && key.Algorithm.Parameters is not Asn1Null) judgement.Breach("BadKeyParameters", "has an RSA key without the NULL parameter");
    }

    private static void Curve(Judgement judgement, SubjectPublicKeyInfo key)
    {
        if (key.Algorithm.Parameters is not DerObjectIdentifier curve)
            judgement.Refuse("ExplicitCurve", "describes its curve instead of naming it");
        else if (NistCurve.Find(curve) is not { } known)
            judgement.Refuse("WeakKey", $"has a key on the curve {curve}, which clients refuse");
        else if (!IsPoint(key, known)) judgement.Refuse("MalformedKey", "has a public key that is no point of its curve");
    }

    // Whether the point lies on the curve is checked where it is used.
    private static bool IsPoint(SubjectPublicKeyInfo key, NistCurve curve)
    {
        var point = key.PublicKey.GetOctets();
        return point.Length > 0 && (point[0] == 4 ? point.Length == 1 + (2 * curve.Bytes) : point[0] is 2 or 3 && point.Length == 1 + curve.Bytes);
    }

    private static void Edwards(Judgement judgement)
    {
        if (judgement.IsWeb) judgement.Breach("EdwardsKey", "has an Edwards key, which public CAs may not sign and browsers don't know");
    }
}
