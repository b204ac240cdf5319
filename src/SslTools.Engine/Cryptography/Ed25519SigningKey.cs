using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace SslTools.Engine.Cryptography;

/// <summary>Ed25519 (RFC 8410), which the platforms do not have.</summary>
public sealed class Ed25519SigningKey : SigningKey
{
    private readonly Ed25519PrivateKeyParameters _key;

    private Ed25519SigningKey(Ed25519PrivateKeyParameters key)
    {
        _key = key;
        PublicKey = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.GeneratePublicKey());
    }

    /// <inheritdoc/>
    public override SubjectPublicKeyInfo PublicKey { get; }

    /// <inheritdoc/>
    public override AlgorithmIdentifier SignatureAlgorithm => new(EdECObjectIdentifiers.id_Ed25519);

    /// <summary>Generates a key.</summary>
    /// <returns>The key.</returns>
    public static Ed25519SigningKey Generate() => new(new Ed25519PrivateKeyParameters(new SecureRandom()));

    /// <summary>Reads a key.</summary>
    /// <param name="info">PKCS#8 (RFC 8410 section 7).</param>
    /// <returns>The key.</returns>
    public static Ed25519SigningKey Load(PrivateKeyInfo info) =>
        new((Ed25519PrivateKeyParameters)PrivateKeyFactory.CreateKey(info));

    /// <inheritdoc/>
    public override byte[] ToPkcs8() =>
        // Version 1 without the public key: OpenSSL before 3.0 and Java before 17 do not read version 2.
        new PrivateKeyInfo(SignatureAlgorithm, new DerOctetString(_key.GetEncoded())).GetDerEncoded();

    /// <inheritdoc/>
    public override byte[] Sign(byte[] data)
    {
        var signer = new Ed25519Signer();
        signer.Init(true, _key);
        signer.BlockUpdate(data, 0, data.Length);
        return signer.GenerateSignature();
    }
}
