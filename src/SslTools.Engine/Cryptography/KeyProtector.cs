using System;
using System.Security;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography;

/// <summary>PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018).</summary>
public sealed class KeyProtector : IKeyProtector
{
    // OWASP's figure for PBKDF2-HMAC-SHA-256.
    private const int Rounds = 600_000;

    // More would be an attack by the file, not a protection of it.
    private const int MaxRounds = 10_000_000;

    /// <inheritdoc/>
    public byte[] Encrypt(byte[] privateKey, SecureString passphrase)
    {
        if (passphrase.Length == 0) throw SslError.EmptyPassphrase();
        return Passphrase.UseUtf8(passphrase, characters =>
        {
            var random = new SecureRandom();
            var salt = SecureRandom.GetNextBytes(random, 16);
            return EncryptedPrivateKeyInfoFactory.CreateEncryptedPrivateKeyInfo(
                NistObjectIdentifiers.IdAes256Cbc, PkcsObjectIdentifiers.IdHmacWithSha256, characters, salt, Rounds, random,
                PrivateKeyInfo.GetInstance(privateKey)).GetDerEncoded();
        });
    }

    /// <inheritdoc/>
    public byte[] Decrypt(byte[] encrypted, SecureString passphrase, string what)
    {
        EncryptedPrivateKeyInfo info;
        try
        {
            info = EncryptedPrivateKeyInfo.GetInstance(encrypted);
            CheckRounds(info);
        }
        catch (Exception e) when (e is not SslToolsException)
        {
            throw SslError.MalformedKey(what, e);
        }

        try
        {
            byte[] Open(char[] characters) => PrivateKeyInfoFactory.CreatePrivateKeyInfo(characters, info).GetDerEncoded();

            // The older schemes read the passphrase in other ways.
            var modern = info.EncryptionAlgorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdPbeS2);
            return modern ? Passphrase.UseUtf8(passphrase, Open) : Passphrase.Use(passphrase, Open);
        }
        catch (Exception e) when (e is CryptoException or GeneralSecurityException or System.IO.IOException or ArgumentException)
        {
            throw SslError.WrongPassphrase(what);
        }
    }

    private static void CheckRounds(EncryptedPrivateKeyInfo info)
    {
        if (!info.EncryptionAlgorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdPbeS2)) return;
        var derivation = PbeS2Parameters.GetInstance(info.EncryptionAlgorithm.Parameters).KeyDerivationFunc;
        if (!derivation.Algorithm.Equals(PkcsObjectIdentifiers.IdPbkdf2)) return;
        var rounds = Pbkdf2Params.GetInstance(derivation.Parameters).IterationCount;
        if (rounds.BitLength > 31 || rounds.IntValue > MaxRounds) throw new InvalidOperationException($"it asks for {rounds} rounds of PBKDF2");
    }
}
