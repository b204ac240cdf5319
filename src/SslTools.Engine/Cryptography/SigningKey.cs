using System;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace SslTools.Engine.Cryptography;

/// <summary>
/// A private key that signs. Keys are generated and used by the platform's cryptography where it can:
/// many times faster than managed code.
/// </summary>
public abstract class SigningKey : IDisposable
{
    /// <summary>The public key (RFC 5280 section 4.1.2.7).</summary>
    public abstract SubjectPublicKeyInfo PublicKey { get; }

    /// <summary>The signature algorithm that goes with the key's strength.</summary>
    public abstract AlgorithmIdentifier SignatureAlgorithm { get; }

    /// <summary>Whether the key can also encipher keys, as RSA can (RFC 5280 section 4.2.1.3).</summary>
    public virtual bool CanEncipher => false;

    /// <summary>Generates a key.</summary>
    /// <param name="algorithm">Which.</param>
    /// <returns>The key.</returns>
    public static SigningKey Generate(SslKeyAlgorithm algorithm) => algorithm switch
    {
        SslKeyAlgorithm.RSA2048 => RsaSigningKey.Generate(2048),
        SslKeyAlgorithm.RSA3072 => RsaSigningKey.Generate(3072),
        SslKeyAlgorithm.RSA4096 => RsaSigningKey.Generate(4096),
        SslKeyAlgorithm.P256 => EcdsaSigningKey.Generate(NistCurve.P256),
        SslKeyAlgorithm.P384 => EcdsaSigningKey.Generate(NistCurve.P384),
        SslKeyAlgorithm.P521 => EcdsaSigningKey.Generate(NistCurve.P521),
        SslKeyAlgorithm.Ed25519 => Ed25519SigningKey.Generate(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>Reads a key.</summary>
    /// <param name="pkcs8">Unencrypted PKCS#8 DER.</param>
    /// <param name="what">The key's file or name, for the error.</param>
    /// <returns>The key.</returns>
    /// <exception cref="SslToolsException">MalformedKey.</exception>
    public static SigningKey Load(byte[] pkcs8, string what)
    {
        try
        {
            var info = PrivateKeyInfo.GetInstance(pkcs8);
            var algorithm = info.PrivateKeyAlgorithm.Algorithm;
            if (algorithm.Equals(PkcsObjectIdentifiers.RsaEncryption)) return RsaSigningKey.Load(info);
            if (algorithm.Equals(X9ObjectIdentifiers.IdECPublicKey)) return EcdsaSigningKey.Load(info);
            if (algorithm.Equals(EdECObjectIdentifiers.id_Ed25519)) return Ed25519SigningKey.Load(info);
            throw SslError.MalformedKey(what, new NotSupportedException($"its algorithm {algorithm.Id} is not supported"));
        }
        catch (Exception e) when (e is not SslToolsException)
        {
            throw SslError.MalformedKey(what, e);
        }
    }

    /// <summary>The key as unencrypted PKCS#8 DER (RFC 5958). Secret.</summary>
    /// <returns>The bytes.</returns>
    public abstract byte[] ToPkcs8();

    /// <summary>Signs.</summary>
    /// <param name="data">What to sign; it is hashed here.</param>
    /// <returns>The signature as certificates carry it.</returns>
    public abstract byte[] Sign(byte[] data);

    /// <summary>Releases the platform's key.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the platform's key.</summary>
    /// <param name="disposing">Always true; there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
