using System;
using System.Linq;
using System.Net;
using System.Security;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests;

/// <summary>Files written by OpenSSL, GnuTLS and keytool are read here, whatever their encryption.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private const string Secret = "geheim Ä";
    private static readonly SecureString Password = new NetworkCredential("", Secret).SecurePassword;
    private readonly TempFolder _folder = new();
    private readonly EngineServices _engine = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-keypbe", "AES-256-CBC", "-certpbe", "AES-128-CBC", "-macalg", "SHA512")]
    [InlineData("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "SHA1")]
    [InlineData("-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40", "-macalg", "SHA1", "-legacy")]
    [InlineData("-keypbe", "PBE-SHA1-RC2-128", "-certpbe", "PBE-SHA1-RC2-40", "-legacy")]
    [InlineData("-nomac")]
    [InlineData("-keypbe", "NONE", "-certpbe", "NONE")]
    [InlineData("-certpbe", "NONE")]
    public void PFX_of_OpenSSL(params string[] options)
    {
        Issue("rsa:2048");
        OpenSsl(["pkcs12", "-export", "-inkey", _folder["k"], "-in", _folder["c"], "-out", _folder["f"], "-passout", "pass:" + Secret, .. options]);
        AssertPair(Password);
    }

    [Theory]
    [InlineData("-descert")]
    [InlineData]
    [InlineData("-nomac")]
    public void PFX_of_OpenSSL_with_the_empty_password(params string[] options)
    {
        Issue("rsa:2048");
        OpenSsl(["pkcs12", "-export", "-inkey", _folder["k"], "-in", _folder["c"], "-out", _folder["f"], "-passout", "pass:", .. options]);
        AssertPair(null);
    }

    [Theory]
    [InlineData("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512")]
    [InlineData("pkcs8", "-topk8", "-v2", "des3", "-v2prf", "hmacWithSHA1")]
    [InlineData("pkcs8", "-topk8", "-scrypt")]
    [InlineData("pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES")]
    [InlineData("pkcs8", "-topk8", "-v1", "PBE-MD5-DES", "-provider", "legacy", "-provider", "default")]
    [InlineData("rsa", "-aes256", "-traditional")]
    [InlineData("rsa", "-aes128", "-traditional")]
    [InlineData("rsa", "-des3", "-traditional")]
    [InlineData("rsa", "-camellia256", "-traditional")]
    [InlineData("pkcs8", "-topk8", "-outform", "DER")]
    public void Encrypted_keys_of_OpenSSL(params string[] command)
    {
        Issue("rsa:2048");
        OpenSsl([.. command, "-in", _folder["k"], "-out", _folder["e"], "-passout", "pass:" + Secret]);
        AssertPair(Password, "c", "e");
    }

    [Theory]
    [InlineData("prime256v1")]
    [InlineData("secp384r1")]
    [InlineData("secp521r1")]
    public void Keys_of_openssl_ecparam_with_their_parameters_before_them(string curve)
    {
        OpenSsl("ecparam", "-name", curve, "-genkey", "-out", _folder["k"]);
        OpenSsl("req", "-x509", "-key", _folder["k"], "-subj", "/CN=shop", "-out", _folder["c"]);
        AssertPair(null, "c", "k");
        OpenSsl("ec", "-in", _folder["k"], "-aes192", "-out", _folder["e"], "-passout", "pass:" + Secret);
        AssertPair(Password, "c", "e");
    }

    [Fact]
    public void Ed25519_of_OpenSSL()
    {
        Issue("ed25519");
        AssertPair(null, "c", "k");
    }

    [Fact]
    public void Curves_that_clients_do_not_accept_are_told()
    {
        OpenSsl("ecparam", "-name", "secp256k1", "-genkey", "-noout", "-out", _folder["k"]);
        Assert.Equal("UnsupportedAlgorithm", Assert.Single(_engine.Heaps.Read([_folder["k"]], null, default).Failures).ErrorId);
    }

    [Theory]
    [InlineData("PEM")]
    [InlineData("DER")]
    public void PKCS7_of_OpenSSL(string form)
    {
        Issue("rsa:2048");
        OpenSsl("crl2pkcs7", "-nocrl", "-certfile", _folder["c"], "-outform", form, "-out", _folder["f"]);
        Assert.Single(_engine.Heaps.Read([_folder["f"]], null, default).Certificates);
    }

    [Theory]
    [InlineData("aes-256")]
    [InlineData("3des-pkcs12")]
    [InlineData("rc2-40")]
    public void PFX_of_GnuTLS(string cipher)
    {
        var certtool = Programs.Require("certtool", "gnutls-bin");
        Issue("rsa:2048");
        // certtool takes the password of ASCII letters from the command line.
        Programs.Run(
            certtool, "--to-p12", "--outder", "--p12-name", "shop", "--password", "geheim", "--pkcs-cipher", cipher,
            "--load-privkey", _folder["k"], "--load-certificate", _folder["c"], "--outfile", _folder["f"]).Succeeded();
        AssertPair(new NetworkCredential("", "geheim").SecurePassword);
    }

    [Fact]
    public void Encrypted_key_of_GnuTLS()
    {
        var certtool = Programs.Require("certtool", "gnutls-bin");
        Issue("rsa:2048");
        Programs.Run(certtool, "--to-p8", "--password", "geheim", "--load-privkey", _folder["k"], "--outfile", _folder["e"]).Succeeded();
        AssertPair(new NetworkCredential("", "geheim").SecurePassword, "c", "e");
    }

    [Theory]
    [InlineData("JKS", "RSA")]
    [InlineData("JKS", "EC")]
    [InlineData("PKCS12", "RSA")]
    [InlineData("PKCS12", "EC")]
    public void Keystores_of_keytool(string kind, string algorithm)
    {
        var keytool = Programs.Require("keytool", "default-jdk-headless");
        Programs.Run(
            keytool, "-genkeypair", "-keystore", _folder["f"], "-storetype", kind, "-storepass", "changeit", "-keypass", "changeit", "-alias", "shop",
            "-keyalg", algorithm, "-dname", "CN=shop", "-ext", "san=dns:shop.example").Succeeded();
        AssertPair(new NetworkCredential("", "changeit").SecurePassword);
        var wrong = _engine.Heaps.Read([_folder["f"]], new NetworkCredential("", "changeme").SecurePassword, default);
        Assert.Equal("WrongPassword", Assert.Single(wrong.Failures).ErrorId);
    }

    private void Issue(string key) => OpenSsl("req", "-x509", "-newkey", key, "-nodes", "-subj", "/CN=shop", "-keyout", _folder["k"], "-out", _folder["c"]);

    private void OpenSsl(params string[] arguments) => Programs.Run(Programs.Require("openssl", "openssl"), arguments).Succeeded();

    private void AssertPair(SecureString? password, params string[] files)
    {
        var paths = files.DefaultIfEmpty("f").Select(file => _folder[file]).ToList();
        var heap = _engine.Heaps.Read(paths, password, default);
        Assert.True(heap.Failures.Count == 0, heap.Failures.FirstOrDefault()?.Message);
        Assert.True(_engine.Reader.KeyMatches(Assert.Single(heap.Certificates).Der, Assert.Single(heap.Keys).Pkcs8));
    }
}
