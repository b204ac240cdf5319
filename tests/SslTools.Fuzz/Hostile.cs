using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Misc;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace SslTools.Fuzz;

/// <summary>Inputs of a megabyte that are made to take all time, all memory or the whole stack.</summary>
public static class Hostile
{
    private const int Megabyte = 1 << 20;

    public static IReadOnlyDictionary<string, Func<byte[]>> Inputs { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["sequences without length in one another"] = () => Repeat(0x30, 0x80),
        ["octet strings without length in one another"] = () => [0x30, 0x80, .. Repeat(0x24, 0x80)],
        ["sequences with length in one another"] = () => Nested(0x30),
        ["octet strings in one another"] = () => [.. Nested(0x04)],
        ["nesting within an extension"] = () => new DerSequence(new DerOctetString(Repeat(0x30, 0x80))).GetDerEncoded(),
        ["a length of 4 GB"] = () => [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, .. new byte[Megabyte]],
        ["half a million empty objects"] = () => [0x30, 0x83, 0x0f, 0xff, 0xfe, .. Enumerable.Repeat(new byte[] { 5, 0 }, 0x7ffff).SelectMany(b => b)],
        ["a sequence of half a million sequences"] = () => [0x30, 0x83, 0x0f, 0xff, 0xfe, .. Enumerable.Repeat(new byte[] { 0x30, 0 }, 0x7ffff).SelectMany(b => b)],
        ["only beginnings"] = () => Text("-----BEGIN CERTIFICATE-----\n"),
        ["only beginnings without end"] = () => Text("-----BEGIN "),
        ["only ends"] = () => Text("-----END CERTIFICATE-----\n"),
        ["dashes"] = () => Text("-"),
        ["headers without end"] = () => Text("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,\n", " :\n", "-----END RSA PRIVATE KEY-----"),
        ["spaces in a header"] = () => Text("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED", " ", "-----END RSA PRIVATE KEY-----"),
        ["base64 of nesting"] = () => Encoding.ASCII.GetBytes(Convert.ToBase64String(Repeat(0x30, 0x80).Take(700_000).ToArray())),
        ["2^31 rounds of PBKDF2"] = () => EncryptedKey(new AlgorithmIdentifier(
            PkcsObjectIdentifiers.IdPbkdf2, new Pbkdf2Params(new byte[8], int.MaxValue, new AlgorithmIdentifier(PkcsObjectIdentifiers.IdHmacWithSha256, DerNull.Instance)))),
        ["scrypt with gigabytes"] = () => EncryptedKey(new AlgorithmIdentifier(
            MiscObjectIdentifiers.id_scrypt, new ScryptParams(new DerOctetString(new byte[8]), DerInteger.ValueOf(1 << 24), DerInteger.ValueOf(8), DerInteger.ValueOf(1), null!))),
        ["2^31 rounds in a PFX file"] = () => new Pfx(
            new ContentInfo(PkcsObjectIdentifiers.Data, new DerOctetString(new DerSequence().GetEncoded())),
            new MacData(new DigestInfo(new AlgorithmIdentifier(NistObjectIdentifiers.IdSha256, DerNull.Instance), new byte[32]), new byte[8], int.MaxValue)).GetDerEncoded(),
        ["an RSA key of 400,000 bits"] = RsaKey,
        ["a zip bomb"] = () => Bomb(),
        ["a zip bomb in a zip file"] = () => Seeds.Zipped(Bomb()),
        ["zip files in one another"] = () => Enumerable.Range(0, 50).Aggregate(Seeds.Pem[0], (inner, _) => Seeds.Zipped(inner)),
        ["a keystore of 4 billion entries"] = () => [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0xff, 0xff, 0xff, 0xff, .. new byte[Megabyte]],
        ["a keystore with a key of 2 GB"] = () => [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, .. new byte[1000]],
        ["blocks in one another, for nginx"] = () => Text("a{"),
        ["words without end, for nginx"] = () => Text("a "),
    };

    private static byte[] Repeat(byte a, byte b) => Enumerable.Range(0, Megabyte).Select(i => i % 2 == 0 ? a : b).ToArray();

    private static byte[] Text(string text) => Text("", text, "");

    private static byte[] Text(string before, string text, string after) =>
        Encoding.ASCII.GetBytes(before + string.Concat(Enumerable.Repeat(text, Megabyte / text.Length)) + after);

    private static byte[] Nested(byte tag)
    {
        var reversed = new List<byte>();
        while (reversed.Count < Megabyte)
        {
            var length = reversed.Count;
            if (length < 0x80) reversed.Add((byte)length);
            else reversed.AddRange([(byte)length, (byte)(length >> 8), (byte)(length >> 16), 0x83]);
            reversed.Add(tag);
        }

        reversed.Reverse();
        return [.. new DerSequence(new DerOctetString(reversed.ToArray())).GetDerEncoded()];
    }

    private static byte[] EncryptedKey(AlgorithmIdentifier derivation) => new EncryptedPrivateKeyInfo(
        new AlgorithmIdentifier(
            PkcsObjectIdentifiers.IdPbeS2,
            new PbeS2Parameters(new KeyDerivationFunc(derivation.Algorithm, derivation.Parameters), new EncryptionScheme(NistObjectIdentifiers.IdAes256Cbc, new DerOctetString(new byte[16])))),
        new byte[128]).GetDerEncoded();

    private static byte[] RsaKey()
    {
        var number = BigInteger.One.ShiftLeft(400_000).Add(BigInteger.One);
        return new RsaPrivateKeyStructure(number, number, number, number, number, number, number, number).GetDerEncoded();
    }

    private static byte[] Bomb()
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, true))
        {
            for (var i = 0; i < 20; i++)
            {
                using var entry = zip.CreateEntry($"{i}.pem").Open();
                for (var block = 0; block < 9; block++) entry.Write(new byte[Megabyte]);
            }
        }

        return content.ToArray();
    }
}
