using System;
using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Utilities;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>A Java keystore of the JKS kind (sun.security.provider.JavaKeyStore). Those of the kind PKCS12 are PFX files.</summary>
internal sealed class JavaKeystoreFormat : IImportFormat
{
    private const uint Jks = 0xFEEDFEED;
    private const uint Jceks = 0xCECECECE;
    private const int DigestLength = 20;
    private const int KeyEntry = 1;
    private const int CertificateEntry = 2;

    // sun.security.provider.KeyProtector.
    private static readonly DerObjectIdentifier KeyProtection = new("1.3.6.1.4.1.42.2.17.1.1");

    /// <inheritdoc/>
    public bool Recognizes(ImportContent content) => content.Bytes.Length >= 4 && new BytesReader(content.Bytes, 4).UInt32() is Jks or Jceks;

    /// <inheritdoc/>
    public void Read(ImportContent content, HeapBuilder heap)
    {
        if (content.Bytes.Length < 12 + DigestLength) throw SslError.TruncatedFile(content.Place, "the keystore is not complete");
        var reader = new BytesReader(content.Bytes, content.Bytes.Length - DigestLength);
        if (reader.UInt32() == Jceks)
        {
            throw SslError.UnsupportedAlgorithm(
                content.Place, "the keystore format JCEKS",
                "Convert it: keytool -importkeystore -srckeystore OLD -srcstoretype JCEKS -destkeystore NEW.p12 -deststoretype PKCS12");
        }

        if (reader.UInt32() is not (1 or 2) and var version) throw SslError.MalformedFile(content.Place, $"its version is {version}");
        // The certificates are not encrypted; the digest alone tells whether the password is right.
        if (content.Password is not null && !DigestMatches(content)) throw SslError.WrongPassword(content.Place);
        for (var count = reader.UInt32(); count > 0; count--) ReadEntry(reader, content, heap);
    }

    private static void ReadEntry(BytesReader reader, ImportContent content, HeapBuilder heap)
    {
        var kind = reader.UInt32();
        reader.Skip(reader.UInt16());
        reader.Skip(8);
        if (kind == CertificateEntry)
        {
            ReadCertificate(reader, content, heap);
            return;
        }

        if (kind != KeyEntry) throw SslError.MalformedFile($"{content.Place}, byte {reader.Position}", $"an entry of the unknown kind {kind}");
        var key = reader.Bytes(reader.UInt32());
        for (var chain = reader.UInt32(); chain > 0; chain--) ReadCertificate(reader, content, heap);
        if (content.Password is null) heap.Fail(SslError.PasswordRequired(content.Place));
        else heap.AddKey(PasswordCipher.Key(Open(key, content.Password, content.Place), content.Place), content.Place);
    }

    private static void ReadCertificate(BytesReader reader, ImportContent content, HeapBuilder heap)
    {
        var place = $"{content.Place}, byte {reader.Position}";
        reader.Skip(reader.UInt16());
        var certificate = reader.Bytes(reader.UInt32());
        if (Ber.Walk(certificate).Error is { } error) throw SslError.MalformedFile(place, error);
        heap.AddCertificate(certificate, content.Place);
    }

    private static bool DigestMatches(ImportContent content)
    {
        var length = content.Bytes.Length - DigestLength;
        var expected = content.Bytes.Skip(length).ToArray();
        var computed = Digest(content.Password!, [.. Encoding.UTF8.GetBytes("Mighty Aphrodite"), .. content.Bytes.Take(length)]);
        return Arrays.FixedTimeEquals(expected, computed);
    }

    // Salt, the key under a stream of chained digests, and a digest of the key.
    private static byte[] Open(byte[] protectedKey, SecureString password, string place)
    {
        if (Ber.Walk(protectedKey).Error is { } error) throw SslError.MalformedFile(place, error);
        var info = EncryptedPrivateKeyInfo.GetInstance(protectedKey);
        var data = info.GetEncryptedData();
        if (!info.EncryptionAlgorithm.Algorithm.Equals(KeyProtection) || data.Length < 2 * DigestLength)
            throw SslError.MalformedFile(place, "its key is not protected as keytool does it");
        var plain = data.Skip(DigestLength).Take(data.Length - (2 * DigestLength)).ToArray();
        var block = data.Take(DigestLength).ToArray();
        for (var i = 0; i < plain.Length; i++)
        {
            if (i % DigestLength == 0) block = Digest(password, block);
            plain[i] ^= block[i % DigestLength];
        }

        return Digest(password, plain).SequenceEqual(data.Skip(data.Length - DigestLength)) ? plain : throw SslError.WrongPassword(place);
    }

    private static byte[] Digest(SecureString password, byte[] data) => Passphrase.Use(password, characters =>
    {
        var secret = Encoding.BigEndianUnicode.GetBytes(characters);
        using var sha1 = SHA1.Create();
        sha1.TransformBlock(secret, 0, secret.Length, null, 0);
        sha1.TransformFinalBlock(data, 0, data.Length);
        Array.Clear(secret, 0, secret.Length);
        return sha1.Hash!;
    });
}
