using System.IO;
using System.Linq;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Engine.Cryptography;
using SslTools.Testing;
using Xunit;
using BcInteger = Org.BouncyCastle.Math.BigInteger;

namespace SslTools.Tests.Import;

public sealed class WeakKeysTests
{
    private static readonly int[] Primes = Enumerable.Range(2, 10_000).Where(n => Enumerable.Range(2, (int)System.Math.Sqrt(n) - 1).All(d => n % d != 0)).ToArray();
    private readonly WeakKeys _weakKeys = new();

    [Fact]
    public void Ordinary_keys_are_good()
    {
        for (var i = 0; i < 5; i++) Assert.Null(_weakKeys.Find(TestCa.Issue("shop", key: RSA.Create(2048)).RawData, "shop"));
        Assert.Null(_weakKeys.Find(TestCa.Issue("shop").RawData, "shop"));
    }

    [Fact]
    public void The_fingerprint_of_ROCA_is_found()
    {
        // As the flawed library made its primes: k * M + (65537^a mod M).
        var product = Primes.Where(p => p is > 2 and <= 167).Aggregate(BigInteger.One, (all, p) => all * p);
        BigInteger Prime(int k, int a) => (k * BigInteger.Pow(2, 800) * product) + BigInteger.ModPow(65537, a, product);
        Assert.Equal("RocaWeakKey", _weakKeys.Find(Certificate(Prime(3, 1234) * Prime(7, 99)), "shop")!.ErrorId);
    }

    [Fact]
    public void Moduli_that_are_easily_factored_are_found()
    {
        var random = new BigInteger(RandomNumberGenerator.GetBytes(250), true) | 1;
        Assert.Equal("FactorableKey", _weakKeys.Find(Certificate(random * 7919), "shop")!.ErrorId);
        using var rsa = RSA.Create(2048);
        var p = new BigInteger(rsa.ExportParameters(true).P, true, true);
        var near = p + 2;
        while (Primes.Any(prime => near % prime == 0)) near += 2;
        Assert.Contains("close", _weakKeys.Find(Certificate(p * near), "shop")!.Message);
        Assert.Equal("FactorableKey", _weakKeys.Find(Certificate(new BigInteger(rsa.ExportParameters(false).Modulus, true, true), 1), "shop")!.ErrorId);
    }

    [Fact]
    public void Keys_of_Debians_list_are_found_where_the_machine_has_it()
    {
        using var folder = new TempFolder();
        using var rsa = RSA.Create(2048);
        var modulus = rsa.ExportParameters(false).Modulus!;
        var entry = System.Convert.ToHexString(SHA1.HashData(Encoding.ASCII.GetBytes($"Modulus={System.Convert.ToHexString(modulus)}\n"))).ToLowerInvariant()[20..];
        File.WriteAllText(folder["blacklist.RSA-2048"], $"# made for this test\n{new string('0', 20)}\n{entry}\n");
        var listed = new WeakKeys(folder.Path);
        Assert.Equal("DebianWeakKey", listed.Find(TestCa.Issue("shop", key: rsa).RawData, "shop")!.ErrorId);
        Assert.Null(listed.Find(TestCa.Issue("shop", key: RSA.Create(2048)).RawData, "shop"));
    }

    // Only the key matters; nobody need be able to sign with it.
    private static byte[] Certificate(BigInteger modulus, int exponent = 65537)
    {
        var template = X509CertificateStructure.GetInstance(TestCa.Issue("shop").RawData);
        var tbs = Asn1Sequence.GetInstance(template.TbsCertificate.ToAsn1Object()).ToArray();
        tbs[6] = new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance),
            new RsaPublicKeyStructure(new BcInteger(modulus.ToString()), BcInteger.ValueOf(exponent)));
        return new DerSequence(new DerSequence(tbs), template.SignatureAlgorithm, template.Signature).GetDerEncoded();
    }
}
