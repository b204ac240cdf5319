using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography;

/// <summary>The short names of public keys, as <see cref="SslCertificate.KeyAlgorithm"/> shows them.</summary>
internal static class PublicKeyName
{
    /// <summary>Names a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>RSA2048, P256, Ed25519, ...; the OID of an algorithm or curve unknown here.</returns>
    public static string Of(SubjectPublicKeyInfo key)
    {
        var algorithm = key.Algorithm.Algorithm;
        if (algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption))
            return "RSA" + RsaPublicKeyStructure.GetInstance(key.ParsePublicKey()).Modulus.BitLength;
        if (algorithm.Equals(EdECObjectIdentifiers.id_Ed25519)) return "Ed25519";
        if (algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey) && key.Algorithm.Parameters is DerObjectIdentifier curve)
            return NistCurve.Find(curve)?.Name ?? curve.Id;
        return algorithm.Id;
    }
}
