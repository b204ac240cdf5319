using System.Linq;
using System.Security;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Oiw;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace SslTools.Engine.Cryptography;

/// <summary>
/// Makes PFX files (RFC 7292): one safe with the certificates, one with the key, and a MAC over both, all under the same
/// password. BouncyCastle's own writer knows only the SHA-1 MAC.
/// </summary>
internal sealed class PfxBuilder
{
    /// <summary>
    /// Rounds of each of the three key derivations. .NET refuses more than 300,000 in one, and more than 600,000 in all
    /// where the password is empty.
    /// </summary>
    public const int Rounds = 100_000;

    private const int SaltLength = 16;

    private readonly SecureRandom _random = new();
    private readonly SslPfxEncryption _encryption;
    private readonly SecureString _password;

    /// <summary>Makes a builder.</summary>
    /// <param name="encryption">The algorithms.</param>
    /// <param name="password">The password; may be empty.</param>
    public PfxBuilder(SslPfxEncryption encryption, SecureString password)
    {
        _encryption = encryption;
        _password = password;
    }

    /// <summary>Makes a file.</summary>
    /// <param name="name">The friendly name.</param>
    /// <param name="bundle">Certificate, issuers and key.</param>
    /// <returns>PFX, DER.</returns>
    public byte[] Build(string name, CertificateBundle bundle)
    {
        // Readers pair key and certificate by the local key id; its value is free, most use the thumbprint.
        var pair = new DerSet(
            Attribute(PkcsObjectIdentifiers.Pkcs9AtLocalKeyID, new DerOctetString(DigestUtilities.CalculateDigest("SHA-1", bundle.Leaf))),
            Attribute(PkcsObjectIdentifiers.Pkcs9AtFriendlyName, new DerBmpString(name)));
        var certificates = bundle.Chain.Select(issuer => CertificateBag(issuer, null)).Prepend(CertificateBag(bundle.Leaf, pair)).ToArray();
        var (keyAlgorithm, key) = Encrypt(bundle.PrivateKey!);
        var keyBag = new SafeBag(PkcsObjectIdentifiers.Pkcs8ShroudedKeyBag, new EncryptedPrivateKeyInfo(keyAlgorithm, key), pair);
        var safes = new DerSequence(EncryptedSafe(certificates), Data(new DerSequence(keyBag).GetDerEncoded())).GetDerEncoded();
        return new Pfx(Data(safes), Mac(safes)).GetDerEncoded();
    }

    private static AttributePkcs Attribute(DerObjectIdentifier type, Asn1Encodable value) => new(type, new DerSet(value));

    private static SafeBag CertificateBag(byte[] certificate, Asn1Set? attributes) => new(
        PkcsObjectIdentifiers.CertBag, new CertBag(PkcsObjectIdentifiers.X509Certificate, new DerOctetString(certificate)), attributes);

    private static ContentInfo Data(byte[] content) => new(PkcsObjectIdentifiers.Data, new DerOctetString(content));

    private ContentInfo EncryptedSafe(SafeBag[] bags)
    {
        var (algorithm, content) = Encrypt(new DerSequence(bags).GetDerEncoded());
        return new ContentInfo(
            PkcsObjectIdentifiers.EncryptedData,
            new EncryptedData(PkcsObjectIdentifiers.Data, algorithm, new DerOctetString(content)));
    }

    private (AlgorithmIdentifier Algorithm, byte[] Content) Encrypt(byte[] content)
    {
        var salt = SecureRandom.GetNextBytes(_random, SaltLength);
        if (_encryption == SslPfxEncryption.Legacy)
        {
            var legacy = new AlgorithmIdentifier(PkcsObjectIdentifiers.PbeWithShaAnd3KeyTripleDesCbc, new Pkcs12PbeParams(salt, Rounds));
            return (legacy, Passphrase.Use(_password, characters => Encrypt(legacy, characters, content)));
        }

        var parameters = PbeUtilities.GenerateAlgorithmParameters(
            NistObjectIdentifiers.IdAes256Cbc, PkcsObjectIdentifiers.IdHmacWithSha256, salt, Rounds, _random);
        var modern = new AlgorithmIdentifier(PkcsObjectIdentifiers.IdPbeS2, parameters);
        return (modern, Passphrase.UseUtf8(_password, characters => Encrypt(modern, characters, content)));
    }

    private static byte[] Encrypt(AlgorithmIdentifier algorithm, char[] password, byte[] content)
    {
        var cipher = (IBufferedCipher)PbeUtilities.CreateEngine(algorithm);
        cipher.Init(true, PbeUtilities.GenerateCipherParameters(algorithm, password, true));
        return cipher.DoFinal(content);
    }

    // RFC 7292 section 5.1 and appendix B.
    private MacData Mac(byte[] content)
    {
        var oid = _encryption == SslPfxEncryption.Legacy ? OiwObjectIdentifiers.IdSha1 : NistObjectIdentifiers.IdSha256;
        var salt = SecureRandom.GetNextBytes(_random, SaltLength);
        var generator = new Pkcs12ParametersGenerator(DigestUtilities.GetDigest(oid));
        generator.Init(Passphrase.Use(_password, characters => PbeParametersGenerator.Pkcs12PasswordToBytes(characters, true)), salt, Rounds);
        var key = (KeyParameter)generator.GenerateDerivedMacParameters(DigestUtilities.GetDigest(oid).GetDigestSize() * 8);
        var mac = MacUtilities.CalculateMac("HMAC-" + DigestUtilities.GetAlgorithmName(oid), key, content);
        return new MacData(new DigestInfo(new AlgorithmIdentifier(oid, DerNull.Instance), mac), salt, Rounds);
    }
}
