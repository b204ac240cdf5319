using System;
using System.IO;
using System.Linq;
using System.Net;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests;

/// <summary>What is exported, read by the programs it is for. Every certificate has an intermediate and a root above it.</summary>
public sealed class ExportAcceptanceTests : IDisposable
{
    // Java's PKCS#12 takes ASCII passwords alone.
    private const string Ascii = "correct horse battery";
    private const string NonAscii = "pässwörd-日本";

    private readonly ModuleSession _session = new();

    public ExportAcceptanceTests() => _session.Succeed("New-SslCertificateAuthority home -DiscardRootKey");

    public static TheoryData<string, string, string> Pfx
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var algorithm in new[] { "RSA2048", "P256", "P384", "Ed25519" })
            {
                foreach (var encryption in new[] { "Modern", "Legacy" })
                {
                    foreach (var password in new[] { Ascii, NonAscii, "" }) data.Add(algorithm, encryption, password);
                }
            }

            return data;
        }
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Pfx))]
    public void OpenSSL_opens_a_PFX_and_names_its_algorithms(string algorithm, string encryption, string password)
    {
        var openssl = Programs.Require("openssl", "openssl");
        var pfx = Export(algorithm, "x.pfx", $"-PfxEncryption {encryption}", password);
        string[] provider = encryption == "Legacy" ? ["-legacy"] : [];
        var opened = Programs.Run(openssl, ["pkcs12", "-in", pfx, "-passin", "pass:" + password, "-info", "-noenc", .. provider]).Succeeded();
        var scheme = encryption == "Modern"
            ? "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256"
            : "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 100000";
        Assert.Contains($"MAC: {(encryption == "Modern" ? "sha256" : "sha1")}, Iteration 100000", opened.Error);
        Assert.Contains("PKCS7 Encrypted data: " + scheme, opened.Error);
        Assert.Contains("Shrouded Keybag: " + scheme, opened.Error);
        Assert.Equal(2, opened.Output.Split("BEGIN CERTIFICATE").Length - 1);
        Assert.Equal(2, opened.Output.Split("friendlyName: shop.example").Length - 1);
        Assert.Equal(2, opened.Output.Split("localKeyID").Length - 1);

        // The key is the certificate's.
        var pem = Write("opened.pem", opened.Output);
        Assert.Equal(
            Programs.Run(openssl, "x509", "-in", pem, "-noout", "-pubkey").Succeeded().Output,
            Programs.Run(openssl, "pkey", "-in", pem, "-pubout").Succeeded().Output);
        Assert.NotEqual(0, Programs.Run(openssl, ["pkcs12", "-in", pfx, "-passin", "pass:wrong", "-noout", .. provider]).ExitCode);
    }

    [Fact]
    public void OpenSSL_3_opens_a_legacy_PFX_even_without_its_legacy_provider()
    {
        var openssl = Programs.Require("openssl", "openssl");
        var pfx = Export("P256", "x.pfx", "-PfxEncryption Legacy", Ascii);
        Assert.SkipUnless(Programs.Run(openssl, "version").Output.StartsWith("OpenSSL 3", StringComparison.Ordinal), "OpenSSL 3 or later.");

        // 3DES is still in the default provider, RC2 is not: a file with RC2 would fail here.
        Programs.Run(openssl, "pkcs12", "-in", pfx, "-passin", "pass:" + Ascii, "-noenc").Succeeded();
    }

    [Theory]
    [MemberData(nameof(Pfx))]
    public void GnuTLS_opens_a_PFX(string algorithm, string encryption, string password)
    {
        var certtool = Programs.Require("certtool", "gnutls-bin");
        var pfx = Export(algorithm, "x.pfx", $"-PfxEncryption {encryption}", password);
        var opened = Programs.Run(certtool, "--p12-info", "--inder", "--infile", pfx, "--password", password).Succeeded().Output;
        Assert.Equal(2, opened.Split("BEGIN CERTIFICATE").Length - 1);
        Assert.Contains("PRIVATE KEY-----", opened);
    }

    [Theory]
    [InlineData("RSA2048", "Modern")]
    [InlineData("RSA2048", "Legacy")]
    [InlineData("P256", "Modern")]
    [InlineData("P256", "Legacy")]
    [InlineData("Ed25519", "Modern")]
    public void Java_lists_a_PFX_with_its_chain(string algorithm, string encryption)
    {
        var keytool = Programs.Require("keytool", "default-jre-headless");
        var pfx = Export(algorithm, "x.pfx", $"-PfxEncryption {encryption}", Ascii);
        AssertListed(Programs.Run(keytool, "-list", "-v", "-storetype", "PKCS12", "-keystore", pfx, "-storepass", Ascii));
    }

    [Theory]
    [InlineData("RSA2048", Ascii)]
    [InlineData("P256", Ascii)]
    [InlineData("Ed25519", Ascii)]
    [InlineData("P256", NonAscii)]
    public void Java_opens_a_keystore_and_its_key(string algorithm, string password)
    {
        var keytool = Programs.Require("keytool", "default-jre-headless");
        var jks = Export(algorithm, "x.jks", "", password);
        var file = Write("password", password);
        string[] store = ["-J-Dfile.encoding=UTF-8", "-storetype", "JKS", "-keystore", jks, "-storepass:file", file];
        AssertListed(Programs.Run(keytool, ["-list", "-v", .. store]));

        // A request is signed with the key, so the key opens with the same password.
        var request = Programs.Run(keytool, ["-certreq", "-alias", "shop.example", "-keypass:file", file, .. store]).Succeeded().Output;
        var openssl = Programs.Require("openssl", "openssl");
        var key = Programs.RunWith(openssl, request, "req", "-noout", "-pubkey").Succeeded().Output;
        Assert.Equal(Programs.Run(openssl, "x509", "-in", Export(algorithm, "x.crt"), "-noout", "-pubkey").Succeeded().Output, key);
    }

    [Theory]
    [InlineData("RSA2048", "Pem")]
    [InlineData("P256", "Der")]
    [InlineData("Ed25519", "Pem")]
    public void PKCS8_keys_open_encrypted_or_not(string algorithm, string encoding)
    {
        var openssl = Programs.Require("openssl", "openssl");
        var expected = Programs.Run(openssl, "x509", "-in", Export(algorithm, "x.crt"), "-noout", "-pubkey").Succeeded().Output;
        var plain = Export(algorithm, "plain.key", "-Encoding " + encoding);
        Assert.Equal(expected, Programs.Run(openssl, "pkey", "-inform", encoding.ToUpperInvariant(), "-in", plain, "-pubout").Succeeded().Output);
        var encrypted = Export(algorithm, "encrypted.key", "-Encoding " + encoding, NonAscii);
        Assert.Equal(expected, Programs.Run(openssl, "pkey", "-inform", encoding.ToUpperInvariant(), "-in", encrypted, "-passin", "pass:" + NonAscii, "-pubout").Succeeded().Output);
        Assert.NotEqual(0, Programs.Run(openssl, "pkey", "-inform", encoding.ToUpperInvariant(), "-in", encrypted, "-passin", "pass:wrong", "-noout").ExitCode);
        var der = encoding == "Der" ? encrypted : _session.Folder + "/encrypted.der";
        if (encoding == "Pem") Programs.Run(openssl, "asn1parse", "-in", encrypted, "-out", der, "-noout").Succeeded();
        var structure = Programs.Run(openssl, "asn1parse", "-inform", "DER", "-in", der).Succeeded().Output;
        Assert.All(new[] { ":PBES2", ":PBKDF2", ":hmacWithSHA256", ":aes-256-cbc" }, oid => Assert.Contains(oid, structure));
    }

    [Theory]
    [InlineData("Pem")]
    [InlineData("Der")]
    public void PKCS7_shows_the_chain_leaf_first(string encoding)
    {
        var openssl = Programs.Require("openssl", "openssl");
        var p7b = Export("P256", "x.p7b", "-Encoding " + encoding);
        var shown = Programs.Run(openssl, "pkcs7", "-inform", encoding.ToUpperInvariant(), "-in", p7b, "-print_certs", "-noout").Succeeded().Output;
        Assert.Equal(
            ["CN = shop.example", "CN = home Root Intermediate"],
            shown.Split('\n').Where(l => l.StartsWith("subject=", StringComparison.Ordinal)).Select(l => l["subject=".Length..].Trim()));
        var certtool = Programs.Require("certtool", "gnutls-bin");
        string[] form = encoding == "Der" ? ["--inder"] : [];
        Assert.Contains("Number of certificates: 2", Programs.Run(certtool, ["--p7-info", "--infile", p7b, .. form]).Succeeded().Output);
    }

    [Fact]
    public void DER_and_PEM_are_certificates_that_verify()
    {
        var openssl = Programs.Require("openssl", "openssl");
        Programs.Run(openssl, "x509", "-inform", "DER", "-in", Export("P256", "x.cer"), "-noout").Succeeded();
        dynamic root = Assert.Single(_session.Succeed("Get-SslCertificateAuthority home"));
        var chain = Export("P256", "chain.pem", "-PemContent Chain");
        Programs.Run(openssl, "verify", "-CAfile", (string)root.RootPath, "-untrusted", chain, Export("P256", "full.pem")).Succeeded();
        var certtool = Programs.Require("certtool", "gnutls-bin");
        Programs.Run(certtool, "--certificate-info", "--infile", Export("P256", "cert.pem", "-PemContent Certificate")).Succeeded();
    }

    private static void AssertListed(ProgramResult listed)
    {
        var output = listed.Succeeded().Output;
        Assert.Contains("Alias name: shop.example", output);
        Assert.Contains("Entry type: PrivateKeyEntry", output);
        Assert.Contains("Certificate chain length: 2", output);
    }

    private string Export(string algorithm, string file, string options = "", string? password = null)
    {
        _session.Set("password", password is null ? null : new NetworkCredential("", password).SecurePassword);
        var secret = password switch { null => "", "" => "-NoPassword", _ => "-Password $password" };
        var path = Path.Combine(_session.Folder, file);
        _session.Succeed("if (-not (Get-SslCertificate shop*)) { $null = New-SelfSignedSslCertificate shop.example -Authority home -WarningAction Ignore -KeyAlgorithm " + algorithm + " }");
        _session.Succeed($"Export-SslCertificate shop.example '{path}' {options} {secret}");
        return path;
    }

    private string Write(string file, string content)
    {
        var path = Path.Combine(_session.Folder, file);
        File.WriteAllText(path, content);
        return path;
    }
}
