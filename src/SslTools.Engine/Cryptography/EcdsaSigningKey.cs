using System;
using System.Linq;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography;

/// <summary>ECDSA on a NIST curve (RFC 5480, RFC 5758, RFC 5915).</summary>
public sealed class EcdsaSigningKey : SigningKey
{
    private readonly ECDsa _ecdsa;
    private readonly NistCurve _curve;

    private EcdsaSigningKey(ECDsa ecdsa, NistCurve curve)
    {
        _ecdsa = ecdsa;
        _curve = curve;
        PublicKey = new SubjectPublicKeyInfo(KeyAlgorithm(curve), Point(ecdsa.ExportParameters(false).Q));
    }

    /// <inheritdoc/>
    public override SubjectPublicKeyInfo PublicKey { get; }

    /// <inheritdoc/>
    public override AlgorithmIdentifier SignatureAlgorithm => new(_curve.Signature);

    /// <summary>Generates a key.</summary>
    /// <param name="curve">The curve.</param>
    /// <returns>The key.</returns>
    public static EcdsaSigningKey Generate(NistCurve curve) => new(ECDsa.Create(curve.ToPlatform()), curve);

    /// <summary>Reads a key.</summary>
    /// <param name="info">PKCS#8 with an ECPrivateKey on a named curve (RFC 5915).</param>
    /// <returns>The key.</returns>
    public static EcdsaSigningKey Load(PrivateKeyInfo info)
    {
        var key = ECPrivateKeyStructure.GetInstance(info.ParsePrivateKey());
        var curve = NistCurve.Find(DerObjectIdentifier.GetInstance(info.PrivateKeyAlgorithm.Parameters))
            ?? throw new NotSupportedException("its curve is not P-256, P-384 or P-521");
        var ecdsa = Import(curve, FixedLength.Of(key.GetKey(), curve.Bytes), key.GetKey());
        return new EcdsaSigningKey(ecdsa, curve);
    }

    /// <inheritdoc/>
    public override byte[] ToPkcs8()
    {
        var p = _ecdsa.ExportParameters(true);
        var key = new ECPrivateKeyStructure(_curve.Bits, new BigInteger(1, p.D), new DerBitString(Point(p.Q)), null);
        return new PrivateKeyInfo(KeyAlgorithm(_curve), key).GetDerEncoded();
    }

    /// <summary>The curve.</summary>
    public NistCurve Curve => _curve;

    /// <summary>Signs for JOSE.</summary>
    /// <param name="data">What to sign; it is hashed here.</param>
    /// <returns>r || s, each as long as a coordinate (RFC 7518 section 3.4).</returns>
    public byte[] SignRaw(byte[] data) => _ecdsa.SignData(data, _curve.Hash);

    /// <inheritdoc/>
    public override byte[] Sign(byte[] data)
    {
        // The platform gives r || s; certificates carry Ecdsa-Sig-Value (RFC 3279 section 2.2.3).
        var raw = SignRaw(data);
        var half = raw.Length / 2;
        return new DerSequence(
            new DerInteger(new BigInteger(1, raw, 0, half)),
            new DerInteger(new BigInteger(1, raw, half, half))).GetDerEncoded();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _ecdsa.Dispose();

    // The platform derives the public point itself, but for .NET Framework's; the managed arithmetic takes a tenth of a second to load.
    private static ECDsa Import(NistCurve curve, byte[] d, BigInteger scalar)
    {
        var parameters = new ECParameters { Curve = curve.ToPlatform(), D = d };
        try
        {
            return ECDsa.Create(parameters);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            var q = CustomNamedCurves.GetByOid(curve.Oid).G.Multiply(scalar).Normalize();
            parameters.Q = new ECPoint { X = q.AffineXCoord.GetEncoded(), Y = q.AffineYCoord.GetEncoded() };
            return ECDsa.Create(parameters);
        }
    }

    private static AlgorithmIdentifier KeyAlgorithm(NistCurve curve) => new(X9ObjectIdentifiers.IdECPublicKey, curve.Oid);

    // Uncompressed point (RFC 5480 section 2.2).
    private static byte[] Point(ECPoint q) => new byte[] { 4 }.Concat(q.X!).Concat(q.Y!).ToArray();
}
