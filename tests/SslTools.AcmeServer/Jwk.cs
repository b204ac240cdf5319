using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>A public key (RFC 7517, RFC 7518 section 6), read strictly.</summary>
public sealed class Jwk
{
    private readonly AsymmetricAlgorithm _key;
    private readonly HashAlgorithmName _hash;
    private readonly string _algorithm;
    private readonly int _signatureLength;

    private Jwk(AsymmetricAlgorithm key, string algorithm, HashAlgorithmName hash, int signatureLength, string canonical)
    {
        (_key, _algorithm, _hash, _signatureLength) = (key, algorithm, hash, signatureLength);
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(canonical)));
    }

    /// <summary>RFC 7638.</summary>
    public string Thumbprint { get; }

    public byte[] SubjectPublicKeyInfo => _key.ExportSubjectPublicKeyInfo();

    public static Jwk Parse(JsonObject json)
    {
        if (json.ContainsKey("d")) throw new ProblemException("malformed", "the key is a private one");
        try
        {
            return Text(json, "kty") switch
            {
                "EC" => Ec(json),
                "RSA" => Rsa(json),
                _ => throw new ProblemException("badPublicKey", "the key type is not supported"),
            };
        }
        catch (CryptographicException e)
        {
            throw new ProblemException("badPublicKey", e.Message);
        }
    }

    /// <summary>Verifies a signature; the algorithm must be the key's.</summary>
    public bool Verifies(string algorithm, byte[] data, byte[] signature)
    {
        if (algorithm != _algorithm) throw new ProblemException("badSignatureAlgorithm", $"'{algorithm}' is not the algorithm of this key");
        return signature.Length == _signatureLength && (_key is ECDsa ecdsa
            ? ecdsa.VerifyData(data, signature, _hash)
            : ((RSA)_key).VerifyData(data, signature, _hash, RSASignaturePadding.Pkcs1));
    }

    private static Jwk Ec(JsonObject json)
    {
        var (curve, algorithm, hash, size) = Text(json, "crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, "ES256", HashAlgorithmName.SHA256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, "ES384", HashAlgorithmName.SHA384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, "ES512", HashAlgorithmName.SHA512, 66),
            _ => throw new ProblemException("badPublicKey", "the curve is not supported"),
        };
        var (x, y) = (Bytes(json, "x"), Bytes(json, "y"));
        if (x.Length != size || y.Length != size) throw new ProblemException("badPublicKey", "a coordinate has the wrong length");
        var key = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } });
        return new Jwk(key, algorithm, hash, size * 2, $$"""{"crv":"{{Text(json, "crv")}}","kty":"EC","x":"{{Text(json, "x")}}","y":"{{Text(json, "y")}}"}""");
    }

    private static Jwk Rsa(JsonObject json)
    {
        var (n, e) = (Bytes(json, "n"), Bytes(json, "e"));
        if (n.Length is < 256 or > 1024 || n[0] == 0) throw new ProblemException("badPublicKey", "the modulus has the wrong length");
        var key = RSA.Create(new RSAParameters { Modulus = n, Exponent = e });
        return new Jwk(key, "RS256", HashAlgorithmName.SHA256, n.Length, $$"""{"e":"{{Text(json, "e")}}","kty":"RSA","n":"{{Text(json, "n")}}"}""");
    }

    private static string Text(JsonObject json, string field) => JwsReader.Text(json, field);

    private static byte[] Bytes(JsonObject json, string field) => JwsReader.Bytes(json, field);
}
