using System;
using System.Formats.Asn1;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SslTools.Engine.Cryptography;
using SslTools.Engine.Cryptography.Validation;

namespace SslTools.Benchmarks;

/// <summary>
/// Processor time of validating a path of three certificates, against that of its two signature checks alone, which the platform makes
/// with the key as it stands in the issuer's certificate.
/// </summary>
internal static class ValidateBenchmark
{
    private const int Rounds = 9;
    private const int Paths = 200;

    public static Measurement[] Run() => [Measure(SslKeyAlgorithm.P256), Measure(SslKeyAlgorithm.P384), Measure(SslKeyAlgorithm.RSA2048), Measure(SslKeyAlgorithm.RSA4096)];

    private static Measurement Measure(SslKeyAlgorithm algorithm)
    {
        var now = DateTimeOffset.UtcNow;
        var hash = algorithm switch { SslKeyAlgorithm.P384 => HashAlgorithmName.SHA384, SslKeyAlgorithm.RSA4096 => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        var issuer = new CertificateIssuer();
        var authority = issuer.CreateAuthority(new AuthorityTemplate { Subject = "CN=root", KeyAlgorithm = algorithm, NotBefore = now.AddDays(-1), NotAfter = now.AddDays(900) });
        var template = new CertificateTemplate { Names = SubjectNames.Parse(["shop.example"]), KeyAlgorithm = algorithm, NotBefore = now.AddDays(-1), NotAfter = now.AddDays(90) };
        var leaf = issuer.IssueFrom(template, new CertificateBundle(authority.Intermediate!, [], authority.IntermediateKey)).Leaf;
        var request = new PathRequest(leaf, [authority.Root], now) { Intermediates = [authority.Intermediate!], Names = [new PeerName(PeerNameKind.Dns, "shop.example")] };
        var path = new[] { leaf, authority.Intermediate!, authority.Root }.Select(der => X509CertificateLoader.LoadCertificate(der)).ToList();
        var checks = path.Zip(path.Skip(1), (child, parent) => SignatureCheck(child.RawData, parent, hash)).ToList();
        void Validate()
        {
            if (!new PathValidator().Validate(request).IsValid) throw new InvalidOperationException("no path");
        }

        void Check()
        {
            if (!checks.All(check => check())) throw new InvalidOperationException("bad signature");
        }

        Repeat(Validate);
        Repeat(Check);
        var (ours, alone) = Clock.Alternate(Rounds, () => Clock.OwnProcessor(() => Repeat(Validate)), () => Clock.OwnProcessor(() => Repeat(Check)));
        return new Measurement($"validating a path of three, {algorithm}, against its signature checks", ours / Paths, alone / Paths, "ms", 3);
    }

    private static Func<bool> SignatureCheck(byte[] certificate, X509Certificate2 issuer, HashAlgorithmName hash)
    {
        var outer = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
        var signed = outer.ReadEncodedValue().ToArray();
        outer.ReadEncodedValue();
        var signature = outer.ReadBitString(out _);
        var key = issuer.PublicKey.ExportSubjectPublicKeyInfo();
        return issuer.GetRSAPublicKey() is not null
            ? () =>
            {
                using var rsa = RSA.Create();
                rsa.ImportSubjectPublicKeyInfo(key, out _);
                return rsa.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1);
            }
            : () =>
            {
                using var ecdsa = ECDsa.Create();
                ecdsa.ImportSubjectPublicKeyInfo(key, out _);
                return ecdsa.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
            };
    }

    private static void Repeat(Action action)
    {
        for (var i = 0; i < Paths; i++) action();
    }
}
