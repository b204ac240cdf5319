using System.Linq;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using CsCheck;
using SslTools.Ports;
using SslTools.Services;
using Xunit;

namespace SslTools.Tests.Import;

/// <summary>Whatever is written here is read here the same: every format, key, chain and password.</summary>
public sealed class RoundTripTests
{
    private static readonly TestEngine Engine = new();

    private static readonly CertificateBundle[] Bundles =
    [
        Bundle(0), Bundle(1), Bundle(3), Bundle(2, RSA.Create(2048)), Bundle(1, ECDsa.Create(ECCurve.NamedCurves.nistP384)), Bundle(0, ECDsa.Create(ECCurve.NamedCurves.nistP521)),
    ];

    // What keytool refuses is refused by the exporter too: six characters at least.
    private static readonly Gen<SecureString> Passwords =
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char[' ', '~'], Gen.Char['À', 'ÿ'], Gen.Char['А', 'я']), 6, 24].Select(text => new NetworkCredential("", text).SecurePassword);

    [Fact]
    public void An_export_is_imported_the_same() =>
        Gen.Select(Gen.OneOfConst(Bundles), Gen.OneOfConst(Engine.Exporters.ToArray()), Passwords, Gen.Enum<SslPemContent>(), Gen.Bool)
            .Sample((bundle, exporter, password, content, der) => Returns(bundle, exporter, password, content, der), iter: 40, threads: 1);

    private static bool Returns(CertificateBundle bundle, ICertificateExporter exporter, SecureString password, SslPemContent content, bool der)
    {
        var options = new ExportOptions { Path = "f", PemContent = content, Encoding = der ? SslExportEncoding.Der : SslExportEncoding.Pem };
        var shape = exporter.Describe(options);
        if (shape.NeedsChain && bundle.Chain.Count == 0) return true;
        if (shape.Options.Contains(nameof(options.Password))) options = options with { Password = password };
        var heap = Engine.Heaps.Read(exporter.Export("shop", bundle, options), "'f'", password);
        if (heap.Failures.Count > 0 || heap.Keys.Count != (shape.HoldsKey ? 1 : 0)) return false;
        if (shape.HoldsKey && !Engine.Reader.KeyMatches(bundle.Leaf, heap.Keys[0].Pkcs8)) return false;
        var all = bundle.Chain.Prepend(bundle.Leaf).ToList();
        return heap.Certificates.All(c => all.Any(der => der.SequenceEqual(c.Der)))
            && (exporter.Format is not (SslExportFormat.Pfx or SslExportFormat.Jks or SslExportFormat.Pkcs7) || heap.Certificates.Count == all.Count);
    }

    private static CertificateBundle Bundle(int issuers, AsymmetricAlgorithm? key = null)
    {
        var chain = Enumerable.Range(0, issuers).Select(i => TestCa.Issue("issuer " + i, ca: true)).ToList();
        var leaf = TestCa.Issue("shop", key: key);
        return new CertificateBundle(leaf.RawData, chain.Select(c => c.RawData).ToList(), leaf.Key());
    }
}
