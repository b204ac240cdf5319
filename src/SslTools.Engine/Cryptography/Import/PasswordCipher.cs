using System;
using System.Collections.Generic;
using System.Security;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Misc;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Oiw;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Decrypts with a password as PKCS#5 (RFC 8018) and PKCS#12 (RFC 7292 appendix B) do, within a budget.</summary>
internal sealed class PasswordCipher
{
    private const int MaxScryptMemory = 64 << 20;

    private static readonly DerObjectIdentifier Pkcs5Schemes = new("1.2.840.113549.1.5");
    private static readonly DerObjectIdentifier Pkcs12Schemes = new("1.2.840.113549.1.12.1");

    // Length of the key in bytes.
    private static readonly Dictionary<DerObjectIdentifier, int> Ciphers = new()
    {
        [NistObjectIdentifiers.IdAes128Cbc] = 16,
        [NistObjectIdentifiers.IdAes192Cbc] = 24,
        [NistObjectIdentifiers.IdAes256Cbc] = 32,
        [PkcsObjectIdentifiers.DesEde3Cbc] = 24,
        [OiwObjectIdentifiers.DesCbc] = 8,
    };

    private static readonly Dictionary<DerObjectIdentifier, string> Digests = new()
    {
        [PkcsObjectIdentifiers.IdHmacWithSha1] = "SHA-1",
        [PkcsObjectIdentifiers.IdHmacWithSha224] = "SHA-224",
        [PkcsObjectIdentifiers.IdHmacWithSha256] = "SHA-256",
        [PkcsObjectIdentifiers.IdHmacWithSha384] = "SHA-384",
        [PkcsObjectIdentifiers.IdHmacWithSha512] = "SHA-512",
    };

    private readonly SecureString _password;
    private readonly WorkBudget _budget;
    private readonly string _place;

    /// <summary>Makes a cipher.</summary>
    /// <param name="password">The password; may be empty.</param>
    /// <param name="budget">The work that the file may still ask for.</param>
    /// <param name="place">The file.</param>
    public PasswordCipher(SecureString password, WorkBudget budget, string place)
    {
        _password = password;
        _budget = budget;
        _place = place;
    }

    /// <summary>Reads what was decrypted as a private key.</summary>
    /// <param name="plain">The bytes.</param>
    /// <param name="place">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="SslToolsException">WrongPassword: one padding in 256 looks right by chance.</exception>
    public static PrivateKeyInfo Key(byte[] plain, string place)
    {
        if (!Ber.LooksLikeSequence(plain) || Ber.Walk(plain).Error is not null) throw SslError.WrongPassword(place);
        return PrivateKeyInfo.GetInstance(plain);
    }

    /// <summary>Decrypts.</summary>
    /// <param name="algorithm">How it was encrypted.</param>
    /// <param name="data">The encrypted bytes.</param>
    /// <param name="terminated">How the empty password counts in PKCS#12: as a terminating zero, or as nothing.</param>
    /// <returns>The bytes, or null where the password is wrong.</returns>
    /// <exception cref="SslToolsException">UnsupportedAlgorithm, FileTooLarge, MalformedFile.</exception>
    public byte[]? Open(AlgorithmIdentifier algorithm, byte[] data, bool terminated)
    {
        var cipher = algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdPbeS2) ? Modern(algorithm) : Legacy(algorithm, terminated);
        try
        {
            return cipher.DoFinal(data);
        }
        catch (CryptoException)
        {
            return null;
        }
    }

    /// <summary>Derives a key from the password, read as UTF-8.</summary>
    /// <param name="derivation">PBKDF2 or scrypt.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>The key.</returns>
    public byte[] Derive(AlgorithmIdentifier derivation, int length) =>
        derivation.Algorithm.Equals(MiscObjectIdentifiers.id_scrypt) ? Scrypt(ScryptParams.GetInstance(derivation.Parameters), length)
        : derivation.Algorithm.Equals(PkcsObjectIdentifiers.IdPbkdf2) ? Pbkdf2(Pbkdf2Params.GetInstance(derivation.Parameters), length)
        : throw Unsupported("the key derivation " + derivation.Algorithm.Id);

    private IBufferedCipher Modern(AlgorithmIdentifier algorithm)
    {
        var parameters = PbeS2Parameters.GetInstance(algorithm.Parameters);
        var scheme = parameters.EncryptionScheme;
        if (!Ciphers.TryGetValue(scheme.Algorithm, out var length)) throw Unsupported("the cipher " + scheme.Algorithm.Id);
        var cipher = CipherUtilities.GetCipher(scheme.Algorithm);
        var key = new KeyParameter(Derive(parameters.KeyDerivationFunc, length));
        cipher.Init(false, new ParametersWithIV(key, Asn1OctetString.GetInstance(scheme.Parameters).GetOctets()));
        return cipher;
    }

    // PBES1 and the schemes of PKCS#12, the old ones of Windows among them: 40-bit RC2 and 3DES.
    private IBufferedCipher Legacy(AlgorithmIdentifier algorithm, bool terminated)
    {
        var oid = algorithm.Algorithm;
        if (oid.On(Pkcs12Schemes)) _budget.Spend(Pkcs12PbeParams.GetInstance(algorithm.Parameters).Iterations, _place);
        else if (oid.On(Pkcs5Schemes)) _budget.Spend(PbeParameter.GetInstance(algorithm.Parameters).IterationCount, _place);
        else throw Unsupported("the encryption " + oid.Id);
        try
        {
            if (PbeUtilities.CreateEngine(algorithm) is not IBufferedCipher cipher) throw Unsupported("the encryption " + oid.Id);
            ICipherParameters Parameters(char[] characters) => PbeUtilities.GenerateCipherParameters(algorithm, characters, terminated);
            // PKCS#12 takes the characters, PKCS#5 their bytes.
            cipher.Init(false, oid.On(Pkcs12Schemes) ? Passphrase.Use(_password, Parameters) : Passphrase.UseUtf8(_password, Parameters));
            return cipher;
        }
        catch (SecurityUtilityException)
        {
            throw Unsupported("the encryption " + oid.Id);
        }
    }

    private byte[] Pbkdf2(Pbkdf2Params parameters, int length)
    {
        if (!Digests.TryGetValue(parameters.Prf.Algorithm, out var digest)) throw Unsupported("the hash " + parameters.Prf.Algorithm.Id);
        var rounds = _budget.Spend(parameters.IterationCount, _place);
        var generator = new Pkcs5S2ParametersGenerator(DigestUtilities.GetDigest(digest));
        generator.Init(Utf8(), parameters.GetSalt(), rounds);
        return ((KeyParameter)generator.GenerateDerivedMacParameters(length * 8)).GetKey();
    }

    private byte[] Scrypt(ScryptParams parameters, int length)
    {
        var cost = parameters.CostParameter.Value;
        var (block, parallel) = (parameters.BlockSize.IntValueExact, parameters.ParallelizationParameter.IntValueExact);
        if (cost.BitLength > 24 || block < 1 || parallel is < 1 or > 16 || 128L * cost.IntValue * block > MaxScryptMemory)
            throw SslError.FileTooLarge(_place, $"its key derivation (scrypt) asks for more than {MaxScryptMemory >> 20} MB");
        return SCrypt.Generate(Utf8(), parameters.Salt.GetOctets(), cost.IntValue, block, parallel, length);
    }

    private byte[] Utf8() => Passphrase.UseUtf8(_password, characters => Array.ConvertAll(characters, c => (byte)c));

    private SslToolsException Unsupported(string what) =>
        SslError.UnsupportedAlgorithm(_place, what, "Decrypt the key with the program that made it (openssl pkcs8 or openssl pkcs12), and import that.");
}
