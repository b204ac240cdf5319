using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Cryptography;

public sealed class ExporterTests : IDisposable
{
    private const string Password = "pässwörd-日本-🔑";

    private readonly TestEngine _engine = new();
    private readonly X509Certificate2 _root = TestCa.Issue("root", ca: true);
    private readonly X509Certificate2 _leaf;

    public ExporterTests() => _leaf = TestCa.Issue("shop", _root);

    public void Dispose()
    {
        _leaf.Dispose();
        _root.Dispose();
    }

    [Fact]
    public void Every_format_has_one_exporter() =>
        Assert.Equal(Enum.GetValues<SslExportFormat>(), _engine.Exporters.Select(e => e.Format).Order());

    [Theory]
    [InlineData(SslPemContent.Certificate, "leaf")]
    [InlineData(SslPemContent.Chain, "root")]
    [InlineData(SslPemContent.FullChain, "leaf root")]
    [InlineData(SslPemContent.CertificateAndKey, "leaf key")]
    [InlineData(SslPemContent.FullChainAndKey, "leaf root key")]
    [InlineData(SslPemContent.KeyAndFullChain, "key leaf root")]
    public void PEM_has_its_parts_in_the_order_of_its_name(SslPemContent content, string order)
    {
        var pem = Encoding.ASCII.GetString(Export(new() { Path = "", Format = SslExportFormat.Pem, PemContent = content }));
        var blocks = Regex.Matches(pem, @"-----BEGIN ([A-Z ]+)-----\n([A-Za-z0-9+/=\n]+)-----END \1-----\n").Select(m => Name(Convert.FromBase64String(m.Groups[2].Value)));
        Assert.Equal(order, string.Join(' ', blocks));
        Assert.DoesNotContain("\r", pem);
    }

    [Fact]
    public void A_key_in_PEM_is_encrypted_where_there_is_a_password()
    {
        var pem = Encoding.ASCII.GetString(Export(new() { Path = "", Format = SslExportFormat.Pem, PemContent = SslPemContent.KeyAndFullChain, Password = Secret(Password) }));
        using var key = ECDsa.Create();
        key.ImportFromEncryptedPem(pem, Encoding.UTF8.GetBytes(Password));
        Assert.Equal(_leaf.Key(), key.ExportPkcs8PrivateKey());
    }

    [Fact]
    public void DER_is_the_certificate() =>
        Assert.Equal(_leaf.RawData, Export(new() { Path = "", Format = SslExportFormat.Der }));

    [Theory]
    [InlineData(SslExportEncoding.Der)]
    [InlineData(SslExportEncoding.Pem)]
    public void PKCS7_holds_the_chain_leaf_first(SslExportEncoding encoding)
    {
        var content = Export(new() { Path = "", Format = SslExportFormat.Pkcs7, Encoding = encoding });
        if (encoding == SslExportEncoding.Pem)
        {
            var pem = Encoding.ASCII.GetString(content);
            var fields = PemEncoding.Find(pem);
            Assert.Equal("PKCS7", pem[fields.Label]);
            content = Convert.FromBase64String(pem[fields.Base64Data]);
        }

        var signed = new SignedCms();
        signed.Decode(content);
        Assert.Equal(["leaf", "root"], signed.Certificates.Select(c => Name(c.RawData)));
        Assert.Empty(signed.SignerInfos);
    }

    [Theory]
    [InlineData(SslPfxEncryption.Modern, Password)]
    [InlineData(SslPfxEncryption.Legacy, Password)]
    [InlineData(SslPfxEncryption.Modern, "x")]
    [InlineData(SslPfxEncryption.Modern, null)]
    [InlineData(SslPfxEncryption.Legacy, null)]
    public void PFX_opens_with_its_key_chain_and_name(SslPfxEncryption encryption, string? password)
    {
        var pfx = Export(new()
        {
            Path = "",
            Format = SslExportFormat.Pfx,
            PfxEncryption = encryption,
            Password = password is null ? null : Secret(password),
            NoPassword = password is null,
        });

        // With .NET's own limits on rounds.
        var certificates = X509CertificateLoader.LoadPkcs12Collection(pfx, password, X509KeyStorageFlags.Exportable);
        Assert.Equal(["leaf", "root"], certificates.Select(c => Name(c.RawData)).Order());
        var leaf = certificates.Single(c => c.HasPrivateKey);
        Assert.Equal(_leaf.Key(), leaf.Key());
        Assert.ThrowsAny<CryptographicException>(() => X509CertificateLoader.LoadPkcs12Collection(pfx, "wrong"));

        var info = Pkcs12Info.Decode(pfx, out _);

        // The empty password, not the absent one: as OpenSSL and Windows write it.
        Assert.True(info.VerifyMac(password ?? ""));
        var safes = info.AuthenticatedSafe;
        safes[0].Decrypt(password ?? "");
        var own = (Pkcs12CertBag)safes[0].GetBags().First();
        var key = safes[1].GetBags().Single();
        foreach (var bag in new Pkcs12SafeBag[] { own, key })
        {
            Assert.Contains("shop", Encoding.BigEndianUnicode.GetString(bag.Attributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == "1.2.840.113549.1.9.20").Values[0].RawData));
            var id = bag.Attributes.Cast<CryptographicAttributeObject>().Single(a => a.Oid.Value == "1.2.840.113549.1.9.21").Values.Cast<Pkcs9LocalKeyId>().Single();
            Assert.Equal(SHA1.HashData(_leaf.RawData), id.KeyId.ToArray());
        }
    }

    [Fact]
    public void Nothing_secret_is_in_a_file_without_its_password()
    {
        foreach (var format in new[] { SslExportFormat.Pfx, SslExportFormat.Jks, SslExportFormat.Pkcs8 })
        {
            var content = Export(new() { Path = "", Format = format, Password = Secret(Password) });
            var d = _leaf.GetECDsaPrivateKey()!.ExportParameters(true).D!;
            Assert.Equal(-1, content.AsSpan().IndexOf(d));
            Assert.Equal(-1, content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Password)));
        }
    }

    private static System.Security.SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    private string Name(byte[] der) => der.AsSpan().SequenceEqual(_leaf.RawData) ? "leaf" : der.AsSpan().SequenceEqual(_root.RawData) ? "root" : der.AsSpan().SequenceEqual(_leaf.Key()) ? "key" : "?";

    private byte[] Export(ExportOptions options) => _engine.Exporters.Single(e => e.Format == options.Format)
        .Export("shop", new CertificateBundle(_leaf.RawData, [_root.RawData], _leaf.Key()), options);
}
