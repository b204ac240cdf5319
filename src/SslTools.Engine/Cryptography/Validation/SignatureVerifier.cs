using System;
using System.Collections.Generic;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Security;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>Checks signatures; of a certificate and a key only once, however many paths they lie on.</summary>
/// <param name="budget">Counts the checks.</param>
internal sealed class SignatureVerifier(WorkBudget budget)
{
    private const int MaxRsaBits = 8192;
    private const int MaxExponentBits = 64;

    private readonly Dictionary<(ParsedCertificate Certificate, string Key), bool> _known = [];
    private readonly Dictionary<string, AsymmetricKeyParameter?> _keys = [];

    /// <summary>Whether a key is so large that a few checks with it take seconds; OpenSSL has the same limits.</summary>
    /// <param name="key">An RSA key.</param>
    /// <returns>True when it is.</returns>
    public static bool IsExcessive(RsaPublicKeyStructure key) =>
        key.Modulus.BitLength > MaxRsaBits || key.PublicExponent.BitLength > MaxExponentBits;

    /// <summary>Whether a certificate carries a signature of an issuer's key.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">The issuer; its key was judged.</param>
    /// <returns>True when it does.</returns>
    public bool IsSignedBy(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        var edge = (certificate, issuer.PublicKeyId);
        if (_known.TryGetValue(edge, out var known)) return known;
        return _known[edge] = IsSigned(certificate.InnerSignature, certificate.Signed, certificate.Signature, issuer);
    }

    /// <summary>Whether a signature is one of an issuer's key.</summary>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="signed">What is signed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="issuer">The issuer; its key was judged.</param>
    /// <returns>True when it is.</returns>
    public bool IsSigned(AlgorithmIdentifier algorithm, byte[] signed, byte[] signature, ParsedCertificate issuer)
    {
        budget.CheckSignature();
        try
        {
            if (PlatformVerifier.Verify(algorithm, issuer.PublicKey, signed, signature) is { } answer) return answer;
            if (!_keys.TryGetValue(issuer.PublicKeyId, out var key)) _keys[issuer.PublicKeyId] = key = ReadKey(issuer);
            if (key is null) return false;
            var calculator = new Asn1VerifierFactory(algorithm, key).CreateCalculator();
            using (var stream = calculator.Stream) stream.Write(signed, 0, signed.Length);
            return calculator.GetResult().IsVerified(signature);
        }
        catch (Exception)
        {
            // An algorithm of another kind of key, a signature that is none: whatever the cryptography says.
            return false;
        }
    }

    private static AsymmetricKeyParameter? ReadKey(ParsedCertificate certificate)
    {
        try
        {
            return PublicKeyFactory.CreateKey(certificate.PublicKey);
        }
        catch (Exception)
        {
            // No point of the curve, for example.
            return null;
        }
    }
}
