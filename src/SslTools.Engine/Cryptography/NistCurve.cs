using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography;

/// <summary>The three NIST curves of the web, each with the hash of its strength (RFC 5480, RFC 5758).</summary>
/// <param name="Name">P256, P384 or P521.</param>
/// <param name="Oid">The curve.</param>
/// <param name="Bits">Size of the field.</param>
/// <param name="Hash">The hash that signatures use.</param>
/// <param name="Signature">The signature algorithm.</param>
public sealed record NistCurve(string Name, DerObjectIdentifier Oid, int Bits, HashAlgorithmName Hash, DerObjectIdentifier Signature)
{
    /// <summary>secp256r1 with SHA-256.</summary>
    public static readonly NistCurve P256 = new(
        "P256", SecObjectIdentifiers.SecP256r1, 256, HashAlgorithmName.SHA256, X9ObjectIdentifiers.ECDsaWithSha256);

    /// <summary>secp384r1 with SHA-384.</summary>
    public static readonly NistCurve P384 = new(
        "P384", SecObjectIdentifiers.SecP384r1, 384, HashAlgorithmName.SHA384, X9ObjectIdentifiers.ECDsaWithSha384);

    /// <summary>secp521r1 with SHA-512.</summary>
    public static readonly NistCurve P521 = new(
        "P521", SecObjectIdentifiers.SecP521r1, 521, HashAlgorithmName.SHA512, X9ObjectIdentifiers.ECDsaWithSha512);

    /// <summary>Length of a coordinate in bytes.</summary>
    public int Bytes => (Bits + 7) / 8;

    /// <summary>Finds a curve.</summary>
    /// <param name="oid">Its object identifier.</param>
    /// <returns>The curve, or null for another one.</returns>
    public static NistCurve? Find(DerObjectIdentifier oid) =>
        oid.Equals(P256.Oid) ? P256 : oid.Equals(P384.Oid) ? P384 : oid.Equals(P521.Oid) ? P521 : null;

    /// <summary>The platform's name for it.</summary>
    /// <returns>The curve.</returns>
    public ECCurve ToPlatform() => ECCurve.CreateFromValue(Oid.Id);
}
