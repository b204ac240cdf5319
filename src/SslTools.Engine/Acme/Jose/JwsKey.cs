using System;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Cryptography;

namespace SslTools.Engine.Acme.Jose;

/// <summary>A private key that signs JWS: ES256, ES384, ES512, RS256 (RFC 7518 section 3) or EdDSA (RFC 8037). Many tasks may use it at once.</summary>
public sealed class JwsKey : IDisposable
{
    private readonly SigningKey _key;
    private readonly Func<byte[], byte[]> _sign;
    private readonly string _jwk;

    private JwsKey(SigningKey key, string algorithm, string jwk, Func<byte[], byte[]> sign)
    {
        _key = key;
        _jwk = jwk;
        _sign = sign;
        Algorithm = algorithm;
        using var hash = SHA256.Create();
        Thumbprint = Base64Url.Encode(hash.ComputeHash(Encoding.ASCII.GetBytes(jwk)));
    }

    /// <summary>The name of the signature algorithm.</summary>
    public string Algorithm { get; }

    /// <summary>The thumbprint of the public key (RFC 7638), base64url.</summary>
    public string Thumbprint { get; }

    /// <summary>The public key (RFC 7517).</summary>
    public JObject PublicJwk => JObject.Parse(_jwk);

    /// <summary>Reads a key.</summary>
    /// <param name="pkcs8">Unencrypted PKCS#8 DER.</param>
    /// <returns>The key.</returns>
    /// <exception cref="SslToolsException">MalformedKey; UnsupportedAccountKey.</exception>
    public static JwsKey Load(byte[] pkcs8)
    {
        var key = SigningKey.Load(pkcs8, "the account key");
        try
        {
            return Wrap(key);
        }
        catch (SslToolsException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Signs.</summary>
    /// <param name="data">What to sign; it is hashed here.</param>
    /// <returns>The signature as JWS carries it.</returns>
    public byte[] Sign(byte[] data)
    {
        // The platform does not promise that its keys serve several threads.
        lock (_key) return _sign(data);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    // The members of a key in the order of RFC 7638 section 3.2, so that the same text is the key and what its thumbprint is made of.
    private static JwsKey Wrap(SigningKey key)
    {
        var bits = key.PublicKey.PublicKey.GetBytes();
        switch (key)
        {
            case EcdsaSigningKey ecdsa:
                var length = ecdsa.Curve.Bytes;
                var (name, algorithm) = ecdsa.Curve.Bits switch { 256 => ("P-256", "ES256"), 384 => ("P-384", "ES384"), _ => ("P-521", "ES512") };
                return new JwsKey(
                    key, algorithm, $$"""{"crv":"{{name}}","kty":"EC","x":"{{Part(bits, 1, length)}}","y":"{{Part(bits, 1 + length, length)}}"}""", ecdsa.SignRaw);
            case RsaSigningKey rsa:
                var parameters = RsaPublicKeyStructure.GetInstance(key.PublicKey.ParsePublicKey());
                if (parameters.Modulus.BitLength is < 2048 or > 8192)
                    throw SslError.UnsupportedAccountKey($"it is an RSA key of {parameters.Modulus.BitLength} bits");
                var e = Base64Url.Encode(parameters.PublicExponent.ToByteArrayUnsigned());
                var n = Base64Url.Encode(parameters.Modulus.ToByteArrayUnsigned());
                return new JwsKey(key, "RS256", $$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""", rsa.SignSha256);
            default:
                return new JwsKey(key, "EdDSA", $$"""{"crv":"Ed25519","kty":"OKP","x":"{{Base64Url.Encode(bits)}}"}""", key.Sign);
        }
    }

    private static string Part(byte[] bytes, int offset, int length)
    {
        var part = new byte[length];
        Array.Copy(bytes, offset, part, 0, length);
        return Base64Url.Encode(part);
    }
}
