using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Looks at a key before it is computed with: an algorithm that SslTools has, and numbers of honest size.</summary>
internal static class KeyShape
{
    // What OpenSSL allows; checking a longer modulus takes minutes.
    private const int MaxRsaBits = 16384;

    /// <summary>Checks a key.</summary>
    /// <param name="info">The key.</param>
    /// <param name="place">Where it was found.</param>
    /// <exception cref="SslToolsException">UnsupportedAlgorithm, MalformedFile.</exception>
    public static void Check(PrivateKeyInfo info, string place)
    {
        var algorithm = info.PrivateKeyAlgorithm.Algorithm;
        if (algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption)) CheckRsa(info, place);
        else if (algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey)) CheckCurve(info, place);
        else if (!algorithm.Equals(EdECObjectIdentifiers.id_Ed25519)) throw Unsupported(place, $"a key of the algorithm {algorithm.Id}");
    }

    private static void CheckRsa(PrivateKeyInfo info, string place)
    {
        var key = RsaPrivateKeyStructure.GetInstance(info.ParsePrivateKey());
        var bits = key.Modulus.BitLength;
        if (bits > MaxRsaBits) throw SslError.FileTooLarge(place, $"its RSA key has {bits} bits");
        foreach (var number in new[] { key.Modulus, key.PublicExponent, key.PrivateExponent, key.Prime1, key.Prime2, key.Exponent1, key.Exponent2, key.Coefficient })
            if (number.SignValue <= 0 || number.BitLength > bits) throw SslError.MalformedFile(place, "the numbers of its RSA key do not fit together");
        if (!key.Prime1.Multiply(key.Prime2).Equals(key.Modulus)) throw SslError.MalformedFile(place, "the primes of its RSA key are not those of its modulus");
    }

    private static void CheckCurve(PrivateKeyInfo info, string place)
    {
        var curve = info.PrivateKeyAlgorithm.Parameters is DerObjectIdentifier oid ? NistCurve.Find(oid) : null;
        if (curve is null) throw Unsupported(place, "an elliptic curve other than P-256, P-384 and P-521");
    }

    private static SslToolsException Unsupported(string place, string what) =>
        SslError.UnsupportedAlgorithm(place, what, "Make a key that web clients accept with New-SslCertificateRequest, and have the certificate issued for it.");
}
