using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.Encoders;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>How a block is encrypted.</summary>
/// <param name="Cipher">The cipher, as OpenSSL names it.</param>
/// <param name="Iv">The initialisation vector; its beginning is the salt.</param>
internal sealed record PemEncryption(string Cipher, byte[] Iv);

/// <summary>The encryption of OpenSSL's traditional PEM keys (RFC 1421 headers, EVP_BytesToKey with MD5 and one round).</summary>
internal static class TraditionalPem
{
    private const int SaltLength = 8;

    // Anchored and without anything that could be matched in two ways. Pasted text has spaces for line ends.
    private static readonly Regex Header = new(
        @"\A[\s>]*Proc-Type:\s*4,\s*ENCRYPTED[\s>]+DEK-Info:\s*([A-Z0-9-]{1,20}),([0-9A-Fa-f]{16,32})(?=[\s>])", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, (string Algorithm, int KeyLength)> Ciphers = new()
    {
        ["AES-128-CBC"] = ("AES/CBC/PKCS7Padding", 16),
        ["AES-192-CBC"] = ("AES/CBC/PKCS7Padding", 24),
        ["AES-256-CBC"] = ("AES/CBC/PKCS7Padding", 32),
        ["DES-EDE3-CBC"] = ("DESede/CBC/PKCS7Padding", 24),
        ["DES-CBC"] = ("DES/CBC/PKCS7Padding", 8),
        ["CAMELLIA-256-CBC"] = ("CAMELLIA/CBC/PKCS7Padding", 32),
    };

    /// <summary>Parts headers and base64.</summary>
    /// <param name="body">What is between the lines of a block.</param>
    /// <returns>How it is encrypted, or null; and the base64.</returns>
    public static (PemEncryption? Encryption, string Body) Split(string body)
    {
        // Base64 has no colon.
        if (body.IndexOf(':') < 0) return (null, body);
        var header = Header.Match(body);
        if (header.Success && header.Groups[2].Length % 2 == 0)
            return (new PemEncryption(header.Groups[1].Value, Hex.Decode(header.Groups[2].Value)), body.Substring(header.Length));
        return (null, string.Join("\n", body.Split('\n').SkipWhile(line => line.Trim().Length == 0 || line.IndexOf(':') >= 0)));
    }

    /// <summary>Decrypts a block.</summary>
    /// <param name="encryption">How it is encrypted.</param>
    /// <param name="data">The encrypted bytes.</param>
    /// <param name="password">The password.</param>
    /// <param name="place">The block.</param>
    /// <returns>The key, DER.</returns>
    /// <exception cref="SslToolsException">UnsupportedAlgorithm, WrongPassword.</exception>
    public static byte[] Decrypt(PemEncryption encryption, byte[] data, SecureString password, string place)
    {
        if (!Ciphers.TryGetValue(encryption.Cipher, out var cipher))
            throw SslError.UnsupportedAlgorithm(place, "the cipher " + encryption.Cipher, "Convert the key: openssl pkcs8 -topk8 -in FILE -out NEW");
        var key = Passphrase.UseUtf8(password, characters => Key(Array.ConvertAll(characters, c => (byte)c), encryption.Iv, cipher.KeyLength));
        try
        {
            var engine = CipherUtilities.GetCipher(cipher.Algorithm);
            engine.Init(false, new ParametersWithIV(new KeyParameter(key), encryption.Iv));
            return engine.DoFinal(data);
        }
        catch (CryptoException)
        {
            throw SslError.WrongPassword(place);
        }
    }

    private static byte[] Key(byte[] password, byte[] iv, int length)
    {
        var key = new List<byte>();
        byte[] block = [];
        while (key.Count < length)
        {
            block = DigestUtilities.CalculateDigest("MD5", [.. block, .. password, .. iv.Take(SaltLength)]);
            key.AddRange(block);
        }

        return key.Take(length).ToArray();
    }
}
