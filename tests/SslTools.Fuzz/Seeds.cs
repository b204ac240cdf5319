using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SslTools.Engine.Cryptography.Export;
using SslTools.Services;
using BcPfx = Org.BouncyCastle.Asn1.Pkcs.Pfx;

namespace SslTools.Fuzz;

/// <summary>Good files of every format, from which the bad ones are made. Keys are derived with one round, so that a run takes minutes.</summary>
public static class Seeds
{
    private static readonly PbeParameters OneRound = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);
    private static readonly PbeParameters OldOneRound = new(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 1);

    static Seeds()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Issue(new CertificateRequest("CN=Root", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), true);
        using var leaf = Issue(new CertificateRequest("CN=shop.example, O=Example", ec, HashAlgorithmName.SHA256), false);
        using var rsaLeaf = Issue(new CertificateRequest("CN=rsa.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), false);
        var bundle = new CertificateBundle(leaf.RawData, [root.RawData], ec.ExportPkcs8PrivateKey());
        var options = new ExportOptions { Path = "f", Password = Target.Password };
        Der = [root.RawData, leaf.RawData, rsaLeaf.RawData];
        Keys =
        [
            ec.ExportPkcs8PrivateKey(), rsa.ExportPkcs8PrivateKey(), ec.ExportECPrivateKey(), rsa.ExportRSAPrivateKey(),
            ec.ExportEncryptedPkcs8PrivateKey("pw", OneRound), rsa.ExportEncryptedPkcs8PrivateKey("pw", OldOneRound),
        ];
        Pkcs7 = [new Pkcs7Exporter().Export("n", bundle, options with { Encoding = SslExportEncoding.Der }), new Pkcs7Exporter().Export("n", bundle, options)];
        Pfx = [leaf.ExportPkcs12(OneRound, "pw"), rsaLeaf.ExportPkcs12(OldOneRound, "pw"), leaf.ExportPkcs12(OneRound, ""), rsaLeaf.ExportPkcs12(OldOneRound, null)];
        // Without the MAC, which almost no change gets past, what is behind it is reached.
        Pfx = [.. Pfx, .. Pfx.Select(pfx => new BcPfx(BcPfx.GetInstance(pfx).AuthSafe, null).GetEncoded())];
        Jks = [new JksExporter().Export("n", bundle, options with { Password = Target.LongPassword })];
        var text = leaf.ExportCertificatePem() + "\n" + ec.ExportPkcs8PrivateKeyPem() + "\n";
        Pem =
        [
            Encoding.UTF8.GetBytes("Your certificate:\r\n" + text + root.ExportCertificatePem()), Encoding.Unicode.GetBytes("\uFEFF" + text),
            Encoding.UTF8.GetBytes(rsa.ExportRSAPrivateKeyPem()), Encoding.UTF8.GetBytes(ec.ExportEncryptedPkcs8PrivateKeyPem("pw", OneRound)),
            Encoding.UTF8.GetBytes("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n"
                + Convert.ToBase64String(new byte[64]) + "\n-----END RSA PRIVATE KEY-----\n"),
        ];
        Zip = [Zipped(Pem[0], leaf.RawData), Zipped(Zipped(Pem[1]))];
    }

    public static IReadOnlyList<byte[]> Der { get; }

    public static IReadOnlyList<byte[]> Keys { get; }

    public static IReadOnlyList<byte[]> Pkcs7 { get; }

    public static IReadOnlyList<byte[]> Pfx { get; }

    public static IReadOnlyList<byte[]> Jks { get; }

    public static IReadOnlyList<byte[]> Pem { get; }

    public static IReadOnlyList<byte[]> Zip { get; }

    public static IReadOnlyList<byte[]> Nginx { get; } = new[]
    {
        "events {} http { server { listen 443 ssl; server_name a.example *.b.example; ssl_certificate /c.pem; location ~ \\.php$ { return 200 'x;}'; } } }",
        "http { map $a $b { default 0; \"~^/x{1,2}$\" 1; } server { listen [::]:443 ssl http2; server_name \"a\"; set $x ${y}z; } }\n# end",
        "http { server { content_by_lua_block { local s = \"}\" -- }\n local t = [[ } ]] } } include none*; } stream { server { listen 1.2.3.4:443; } }",
    }.Select(Encoding.UTF8.GetBytes).ToList();

    public static byte[] Zipped(params byte[][] files)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, true))
        {
            for (var i = 0; i < files.Length; i++)
            {
                using var entry = zip.CreateEntry($"../{i}.pem").Open();
                entry.Write(files[i]);
            }
        }

        return content.ToArray();
    }

    private static X509Certificate2 Issue(CertificateRequest request, bool ca)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(ca, ca, 1, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, ["http://ca.example/ca.cer"]));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("shop.example");
        names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
    }
}
