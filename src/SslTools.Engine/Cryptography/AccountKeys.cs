using System;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Math;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography;

/// <summary>Account keys as files, told by their content.</summary>
public sealed class AccountKeys : IAccountKeys
{
    private const string RsaLabel = "RSA PRIVATE KEY";
    private const string EcLabel = "EC PRIVATE KEY";

    private readonly KeyProtector _protector = new();

    /// <inheritdoc/>
    public byte[] Read(byte[] content, SecureString? passphrase, string path)
    {
        try
        {
            var text = Encoding.ASCII.GetString(content).TrimStart();
            var key = text.StartsWith("{", StringComparison.Ordinal) ? FromJwk(text) : FromPem(content, passphrase, path) ?? FromDer(content, passphrase, path);
            using var checkedKey = SigningKey.Load(key, path);
            return checkedKey.ToPkcs8();
        }
        catch (Exception e) when (e is not SslToolsException)
        {
            throw SslError.MalformedKey(path, e);
        }
    }

    /// <inheritdoc/>
    public byte[] Write(byte[] key, SecureString? passphrase) => passphrase is null
        ? Pem.Write(Pem.PrivateKey, key)
        : Pem.Write(Pem.EncryptedPrivateKey, _protector.Encrypt(key, passphrase));

    /// <inheritdoc/>
    public string AlgorithmOf(byte[] key)
    {
        using var loaded = SigningKey.Load(key, "the account key");
        return PublicKeyName.Of(loaded.PublicKey);
    }

    private byte[]? FromPem(byte[] content, SecureString? passphrase, string path)
    {
        if (Encoding.ASCII.GetString(content).Contains("Proc-Type: 4,ENCRYPTED"))
            throw new NotSupportedException("it is encrypted in the way of OpenSSL before 1.0; convert it with 'openssl pkcs8 -topk8'");
        if (Pem.ReadOne(Pem.PrivateKey, content) is { } plain) return plain;
        if (Pem.ReadOne(Pem.EncryptedPrivateKey, content) is { } encrypted) return Decrypt(encrypted, passphrase, path);
        if (Pem.ReadOne(RsaLabel, content) is { } rsa) return Wrap(RsaPrivateKeyStructure.GetInstance(rsa));
        return Pem.ReadOne(EcLabel, content) is { } ec ? Wrap(ECPrivateKeyStructure.GetInstance(ec)) : null;
    }

    private byte[] FromDer(byte[] content, SecureString? passphrase, string path)
    {
        var sequence = Asn1Sequence.GetInstance(content);

        // EncryptedPrivateKeyInfo begins with an algorithm, everything else with its version.
        if (sequence[0] is Asn1Sequence) return Decrypt(content, passphrase, path);
        if (sequence.Count == 9) return Wrap(RsaPrivateKeyStructure.GetInstance(sequence));
        return sequence[1] is Asn1OctetString ? Wrap(ECPrivateKeyStructure.GetInstance(sequence)) : content;
    }

    private byte[] Decrypt(byte[] encrypted, SecureString? passphrase, string path) =>
        _protector.Decrypt(encrypted, passphrase ?? throw SslError.KeyPassphraseRequired(path), path);

    private static byte[] Wrap(RsaPrivateKeyStructure key) =>
        new PrivateKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance), key).GetDerEncoded();

    private static byte[] Wrap(ECPrivateKeyStructure key) => new PrivateKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.IdECPublicKey, key.Parameters ?? throw new FormatException("it does not name its curve")), key).GetDerEncoded();

    // certbot keeps the key itself (RFC 7517), Posh-ACME an object with it.
    private static byte[] FromJwk(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = 8, DateParseHandling = DateParseHandling.None };
        var jwk = JObject.Load(reader);
        if (jwk["key"] is JObject inner) jwk = inner;
        BigInteger Number(string name) => new(1, Base64Url.Decode((string?)jwk[name] ?? throw new FormatException($"its member '{name}' is missing")));
        switch ((string?)jwk["kty"])
        {
            case "RSA":
                return Wrap(new RsaPrivateKeyStructure(Number("n"), Number("e"), Number("d"), Number("p"), Number("q"), Number("dp"), Number("dq"), Number("qi")));
            case "EC":
                var curve = new[] { NistCurve.P256, NistCurve.P384, NistCurve.P521 }.FirstOrDefault(c => c.Name.Insert(1, "-") == (string?)jwk["crv"])
                    ?? throw new NotSupportedException("its curve is not P-256, P-384 or P-521");
                return new PrivateKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.IdECPublicKey, curve.Oid), new ECPrivateKeyStructure(curve.Bits, Number("d"))).GetDerEncoded();
            default:
                throw new NotSupportedException("its kind is neither RSA nor EC");
        }
    }
}
