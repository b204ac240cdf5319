using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SslTools.Engine.Cryptography.Export;
using SslTools.Services;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Import;

/// <summary>The same certificate and key in every form that people send them.</summary>
public sealed class HeapFormatTests
{
    private static readonly TestEngine Engine = new();
    private static readonly SecureString Password = new NetworkCredential("", "pässwörd €").SecurePassword;
    private static readonly PbeParameters Modern = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10);
    private static readonly PbeParameters Old = new(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 10);
    private static readonly X509Certificate2 Leaf = TestCa.Issue("shop");
    private static readonly X509Certificate2 RsaLeaf = TestCa.Issue("rsa", key: RSA.Create(2048));

    private static readonly Dictionary<string, Func<X509Certificate2, byte[]>> Forms = new()
    {
        ["PEM"] = c => Text(Pem(c)),
        ["PEM with text around"] = c => Text("Dear customer,\nhere it is:\n\n" + Pem(c) + "\nRegards: your CA"),
        ["PEM of Windows"] = c => Text(Pem(c).ReplaceLineEndings("\r\n")),
        ["PEM of old Macs"] = c => Text(Pem(c).ReplaceLineEndings("\r")),
        ["PEM in UTF-8 with a mark"] = c => [0xEF, 0xBB, 0xBF, .. Text(Pem(c))],
        ["PEM in UTF-16"] = c => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Pem(c))],
        ["PEM in UTF-16, big end first"] = c => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Pem(c))],
        ["PEM in UTF-16 without a mark"] = c => Encoding.Unicode.GetBytes(Pem(c)),
        ["PEM in one line"] = c => Text(Pem(c).ReplaceLineEndings(" ")),
        ["PEM indented"] = c => Text(Pem(c).Replace("\n", "\n    ")),
        ["PEM quoted in mail"] = c => Text("> " + Pem(c).Replace("\n", "\n> ")),
        ["PEM of an environment variable"] = c => Text(Pem(c).ReplaceLineEndings("\\n")),
        ["PEM with blank lines and tabs"] = c => Text(Pem(c).Replace("\n", "\t\n\n")),
        ["DER, one after the other"] = c => [.. c.RawData, .. c.Key()],
        ["DER, followed by a line end"] = c => [.. c.RawData, .. c.Key(), (byte)'\n'],
        ["DER of the traditional key"] = c => [.. c.RawData, .. Traditional(c)],
        ["PEM of the traditional key"] = c => Text(c.ExportCertificatePem() + "\n" + PemEncoding.WriteString("PRIVATE KEY", Traditional(c))),
        ["PEM of a traditional key, encrypted"] = c => Text(c.ExportCertificatePem() + "\n" + EncryptedTraditional(c)),
        ["PEM of a traditional key, encrypted, in one line"] = c => Text((c.ExportCertificatePem() + "\n" + EncryptedTraditional(c)).ReplaceLineEndings(" ")),
        ["PKCS#8, encrypted"] = c => Text(c.ExportCertificatePem() + "\n" + Key(c).ExportEncryptedPkcs8PrivateKeyPem("pässwörd €", Modern)),
        ["PFX"] = c => c.ExportPkcs12(Modern, "pässwörd €"),
        ["PFX with 3DES"] = c => c.ExportPkcs12(Old, "pässwörd €"),
        ["PFX of ours"] = c => new PfxExporter().Export("n", Bundle(c), new ExportOptions { Path = "f", Password = Password }),
        ["PFX of ours, legacy"] = c => new PfxExporter().Export("n", Bundle(c), new ExportOptions { Path = "f", Password = Password, PfxEncryption = SslPfxEncryption.Legacy }),
        ["JKS of ours"] = c => new JksExporter().Export("n", Bundle(c), new ExportOptions { Path = "f", Password = Password }),
        ["zip"] = c => Zip(("cert/shop.pem", Text(c.ExportCertificatePem())), ("../key.der", c.Key()), ("readme.txt", Text("hello"))),
        ["zip in zip"] = c => Zip(("all.zip", Zip(("shop.pem", Text(Pem(c)))))),
        ["base64 of a PFX file"] = c => Text(Convert.ToBase64String(c.ExportPkcs12(Modern, "pässwörd €"), Base64FormattingOptions.InsertLineBreaks)),
    };

    public static TheoryData<string, bool> Cases { get; } = new(Forms.Keys.SelectMany(form => new[] { (form, true), (form, false) }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_read(string form, bool rsa)
    {
        var certificate = rsa ? RsaLeaf : Leaf;
        var heap = Engine.Heaps.Read(Forms[form](certificate), "'f'", Password);
        Assert.Empty(heap.Failures);
        Assert.Equal(certificate.RawData, Assert.Single(heap.Certificates).Der);
        Assert.True(Engine.Reader.KeyMatches(certificate.RawData, Assert.Single(heap.Keys).Pkcs8));
        Assert.Equal(heap.Certificates[0].PublicKeyFingerprint, heap.Keys[0].PublicKeyFingerprint);
    }

    [Theory]
    [InlineData(SslExportEncoding.Der)]
    [InlineData(SslExportEncoding.Pem)]
    public void Certificates_of_PKCS7_are_read(SslExportEncoding encoding)
    {
        using var root = TestCa.Issue("root", ca: true);
        var content = new Pkcs7Exporter().Export("n", new CertificateBundle(Leaf.RawData, [root.RawData]), new ExportOptions { Path = "f", Encoding = encoding });
        Assert.Equal([Leaf.RawData, root.RawData], Engine.Heaps.Read(content, "'f'", null).Certificates.Select(c => c.Der));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_PFX_file_without_password_needs_none(string? password)
    {
        foreach (var parameters in new[] { Modern, Old })
        {
            var heap = Engine.Heaps.Read(Leaf.ExportPkcs12(parameters, password), "'f'", null);
            Assert.Empty(heap.Failures);
            Assert.Single(heap.Keys);
        }
    }

    [Fact]
    public void Requests_lists_and_public_keys_beside_a_certificate_are_no_failure()
    {
        var request = new CertificateRequest("CN=x", ECDsa.Create(), HashAlgorithmName.SHA256);
        var text = request.CreateSigningRequestPem() + "\n" + ECDsa.Create().ExportSubjectPublicKeyInfoPem() + "\n" + Pem(Leaf);
        Assert.Empty(Engine.Heaps.Read(Text(text), "'f'", null).Failures);
        Assert.Empty(Engine.Heaps.Read(request.CreateSigningRequest(), "'f'", null).Failures);
    }

    [Theory]
    [InlineData("PKCS#8, encrypted")]
    [InlineData("PEM of a traditional key, encrypted")]
    [InlineData("PFX")]
    [InlineData("PFX with 3DES")]
    [InlineData("JKS of ours")]
    public void Passwords_that_are_missing_or_wrong_are_told(string form)
    {
        var content = Forms[form](RsaLeaf);
        Assert.Equal("PasswordRequired", Assert.Single(Engine.Heaps.Read(content, "'f'", null).Failures).ErrorId);
        Assert.Equal("WrongPassword", Assert.Single(Engine.Heaps.Read(content, "'f'", new NetworkCredential("", "other").SecurePassword).Failures).ErrorId);
    }

    [Fact]
    public void Damage_is_told_with_its_place_and_leaves_the_rest_as_good_as_it_is()
    {
        var lines = Pem(Leaf).Split('\n');
        var damaged = string.Join('\n', lines.Select((line, i) => i == 2 ? "?" + line : line));
        AssertFailure(Text("text\n" + damaged + "\n" + Pem(RsaLeaf)), "MalformedFile", "'f', line 4", 1);
        AssertFailure(Text("text\n" + string.Join('\n', lines.Take(4)) + "\n" + Pem(RsaLeaf)), "TruncatedFile", "'f', line 2", 1);
        AssertFailure(Leaf.RawData[..^5], "TruncatedFile", "'f', byte 0", 0);
        AssertFailure(Text(PemEncoding.WriteString("CERTIFICATE", Leaf.RawData[..^5])), "TruncatedFile", "'f', line 1, byte 0", 0);
        AssertFailure(Text("hello"), "UnknownFileFormat", "'f'", 0);
        AssertFailure([0xCE, 0xCE, 0xCE, 0xCE, .. new byte[40]], "UnsupportedAlgorithm", "'f'", 0);
    }

    [Fact]
    public void Keys_that_do_not_hang_together_are_malformed()
    {
        var rsa = RSA.Create(2048).ExportParameters(true);
        var key = new Org.BouncyCastle.Asn1.Pkcs.RsaPrivateKeyStructure(
            new(1, rsa.Modulus), new(1, rsa.Exponent), new(1, rsa.D), new(1, rsa.Q), new(1, rsa.Q), new(1, rsa.DP), new(1, rsa.DQ), new(1, rsa.InverseQ));
        AssertFailure(key.GetDerEncoded(), "MalformedFile", "'f'", 0);
    }

    [Fact]
    public void Files_of_a_folder_are_read_and_what_is_no_certificate_is_left_alone()
    {
        using var folder = new TempFolder();
        folder.Write("readme.txt", "hello");
        folder.Write("deep/inside/shop.anything", Pem(Leaf));
        folder.Write("broken.crt", "hello");
        File.WriteAllBytes(folder["huge.pem"], new byte[6 << 20]);
        var heap = Engine.Heaps.Read([folder.Path, folder["missing.pem"]], null, default);
        Assert.Single(heap.Certificates);
        Assert.Equal(["UnknownFileFormat", "FileTooLarge", "FileNotFound"], heap.Failures.Select(f => f.ErrorId));
    }

    private static void AssertFailure(byte[] content, string id, string place, int certificates)
    {
        var heap = Engine.Heaps.Read(content, "'f'", null);
        var failure = Assert.Single(heap.Failures);
        Assert.Equal(id, failure.ErrorId);
        Assert.Equal(place, failure.Target);
        Assert.Equal(certificates, heap.Certificates.Count);
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    private static AsymmetricAlgorithm Key(X509Certificate2 certificate) =>
        (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;

    private static CertificateBundle Bundle(X509Certificate2 certificate) => new(certificate.RawData, [], certificate.Key());

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n" + Key(certificate).ExportPkcs8PrivateKeyPem() + "\n";

    private static byte[] Traditional(X509Certificate2 certificate) =>
        certificate.GetRSAPrivateKey()?.ExportRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!.ExportECPrivateKey();

    // As OpenSSL does it: the key is the MD5 of password and salt.
    private static string EncryptedTraditional(X509Certificate2 certificate)
    {
        var iv = RandomNumberGenerator.GetBytes(16);
        using var aes = Aes.Create();
        aes.Key = MD5.HashData([.. Encoding.UTF8.GetBytes("pässwörd €"), .. iv[..8]]);
        var lines = PemEncoding.WriteString("RSA PRIVATE KEY", aes.EncryptCbc(Traditional(certificate), iv)).Split('\n', 2);
        return $"{lines[0]}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{Convert.ToHexString(iv)}\n\n{lines[1]}\n";
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return content.ToArray();
    }
}
