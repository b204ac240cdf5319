using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography;

/// <summary>RSA with PKCS#1 v1.5 signatures (RFC 8017), SHA-256 up to 3072 bits and SHA-512 above.</summary>
public sealed class RsaSigningKey : SigningKey
{
    private static readonly AlgorithmIdentifier KeyAlgorithm = new(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance);

    private readonly RSA _rsa;

    private RsaSigningKey(RSA rsa)
    {
        _rsa = rsa;
        var p = rsa.ExportParameters(false);
        PublicKey = new SubjectPublicKeyInfo(KeyAlgorithm, new RsaPublicKeyStructure(Positive(p.Modulus!), Positive(p.Exponent!)));
    }

    /// <inheritdoc/>
    public override SubjectPublicKeyInfo PublicKey { get; }

    /// <inheritdoc/>
    public override AlgorithmIdentifier SignatureAlgorithm => new(
        UsesSha512 ? PkcsObjectIdentifiers.Sha512WithRsaEncryption : PkcsObjectIdentifiers.Sha256WithRsaEncryption, DerNull.Instance);

    /// <inheritdoc/>
    public override bool CanEncipher => true;

    private bool UsesSha512 => _rsa.KeySize > 3072;

    /// <summary>Generates a key.</summary>
    /// <param name="bits">Size of the modulus.</param>
    /// <returns>The key.</returns>
    public static RsaSigningKey Generate(int bits)
    {
        var rsa = RSA.Create();
        rsa.KeySize = bits;
        return new RsaSigningKey(rsa);
    }

    /// <summary>Reads a key.</summary>
    /// <param name="info">PKCS#8 with an RSAPrivateKey (RFC 8017 appendix A.1.2).</param>
    /// <returns>The key.</returns>
    public static RsaSigningKey Load(PrivateKeyInfo info)
    {
        var key = RsaPrivateKeyStructure.GetInstance(info.ParsePrivateKey());
        var size = (key.Modulus.BitLength + 7) / 8;
        var half = (size + 1) / 2;
        var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters
        {
            Modulus = key.Modulus.ToByteArrayUnsigned(),
            Exponent = key.PublicExponent.ToByteArrayUnsigned(),
            D = FixedLength.Of(key.PrivateExponent, size),
            P = FixedLength.Of(key.Prime1, half),
            Q = FixedLength.Of(key.Prime2, half),
            DP = FixedLength.Of(key.Exponent1, half),
            DQ = FixedLength.Of(key.Exponent2, half),
            InverseQ = FixedLength.Of(key.Coefficient, half),
        });
        return new RsaSigningKey(rsa);
    }

    /// <inheritdoc/>
    public override byte[] ToPkcs8()
    {
        var p = _rsa.ExportParameters(true);
        var key = new RsaPrivateKeyStructure(
            Positive(p.Modulus!), Positive(p.Exponent!), Positive(p.D!), Positive(p.P!), Positive(p.Q!), Positive(p.DP!), Positive(p.DQ!), Positive(p.InverseQ!));
        return new PrivateKeyInfo(KeyAlgorithm, key).GetDerEncoded();
    }

    /// <inheritdoc/>
    public override byte[] Sign(byte[] data) =>
        _rsa.SignData(data, UsesSha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Signs for JOSE: RS256, whatever the key's size (RFC 7518 section 3.3).</summary>
    /// <param name="data">What to sign; it is hashed here.</param>
    /// <returns>The signature.</returns>
    public byte[] SignSha256(byte[] data) => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _rsa.Dispose();

    private static BigInteger Positive(byte[] bytes) => new(1, bytes);
}
