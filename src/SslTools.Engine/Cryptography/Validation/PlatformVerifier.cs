using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Utilities;
using SslTools.Engine.Cryptography.Validation.Rules;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>
/// Checks signatures with the platform, where it can: several times as fast as managed code, and BouncyCastle tests every RSA modulus
/// that it reads for being composite, which takes fifty times as long as the check.
/// </summary>
internal static class PlatformVerifier
{
    private static readonly Dictionary<DerObjectIdentifier, HashAlgorithmName> Hashes = new()
    {
        [PkcsObjectIdentifiers.Sha256WithRsaEncryption] = HashAlgorithmName.SHA256,
        [PkcsObjectIdentifiers.Sha384WithRsaEncryption] = HashAlgorithmName.SHA384,
        [PkcsObjectIdentifiers.Sha512WithRsaEncryption] = HashAlgorithmName.SHA512,
        [NistObjectIdentifiers.IdSha256] = HashAlgorithmName.SHA256,
        [NistObjectIdentifiers.IdSha384] = HashAlgorithmName.SHA384,
        [NistObjectIdentifiers.IdSha512] = HashAlgorithmName.SHA512,
    };

    /// <summary>Checks a signature.</summary>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="key">The key, which was judged.</param>
    /// <param name="signed">What is signed.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>Whether it is good; null where the platform can't check such a signature.</returns>
    public static bool? Verify(AlgorithmIdentifier algorithm, SubjectPublicKeyInfo key, byte[] signed, byte[] signature)
    {
        try
        {
            if (key.Algorithm.Algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption)) return Rsa(algorithm, key, signed, signature);
            return key.Algorithm.Parameters is DerObjectIdentifier oid && NistCurve.Find(oid) is { } curve
                && algorithm.Algorithm.Equals(curve.Signature) ? Curve(curve, key.PublicKey.GetOctets(), signed, signature) : null;
        }
        catch (CryptographicException)
        {
            // .NET Framework's default knows no PSS, for example.
            return null;
        }
    }

    private static bool? Rsa(AlgorithmIdentifier algorithm, SubjectPublicKeyInfo key, byte[] signed, byte[] signature)
    {
        var isPss = algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdRsassaPss) && PssParameters.AreAccepted(algorithm.Parameters);
        var oid = isPss ? RsassaPssParameters.GetInstance(algorithm.Parameters).HashAlgorithm.Algorithm : algorithm.Algorithm;
        if (!Hashes.TryGetValue(oid, out var hash)) return null;
        var numbers = RsaPublicKeyStructure.GetInstance(key.ParsePublicKey());
        using var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters { Modulus = numbers.Modulus.ToByteArrayUnsigned(), Exponent = numbers.PublicExponent.ToByteArrayUnsigned() });
        return rsa.VerifyData(signed, signature, hash, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static bool? Curve(NistCurve curve, byte[] point, byte[] signed, byte[] signature)
    {
        if (point.Length != 1 + (2 * curve.Bytes) || point[0] != 4) return null;
        var numbers = Asn1Sequence.GetInstance(signature).Select(number => DerInteger.GetInstance(number).Value).ToList();
        if (numbers.Count != 2 || numbers.Any(number => number.SignValue <= 0 || number.BitLength > 8 * curve.Bytes)) return false;
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = curve.ToPlatform(),
            Q = new ECPoint { X = point.Skip(1).Take(curve.Bytes).ToArray(), Y = point.Skip(1 + curve.Bytes).ToArray() },
        });
        return ecdsa.VerifyData(signed, [.. numbers.SelectMany(number => BigIntegers.AsUnsignedByteArray(curve.Bytes, number))], curve.Hash);
    }
}
