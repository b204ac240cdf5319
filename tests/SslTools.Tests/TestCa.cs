using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace SslTools.Tests;

/// <summary>Certificates of any kind, good and bad, made by the platform; valid around the time of <see cref="ManualClock"/>.</summary>
internal static class TestCa
{
    public static readonly DateTimeOffset NotBefore = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Issues a certificate.</summary>
    public static X509Certificate2 Issue(
        string name, X509Certificate2? issuer = null, bool ca = false, int days = 365, AsymmetricAlgorithm? key = null, DateTimeOffset? from = null,
        params System.Security.Cryptography.X509Certificates.X509Extension[] more)
    {
        var start = from ?? NotBefore;
        key ??= ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var digest = HashAlgorithmName.SHA256;
        var request = key is RSA rsa
            ? new CertificateRequest("CN=" + name, rsa, digest, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=" + name, (ECDsa)key, digest);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(ca, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name.Replace(' ', '-') + ".example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is not null) request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        if (ca) request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        else request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        foreach (var extension in more) request.CertificateExtensions.Add(extension);
        if (issuer is null) return request.CreateSelfSigned(start, start.AddDays(days));
        var generator = issuer.GetRSAPrivateKey() is { } issuerKey
            ? X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        using var signed = request.Create(issuer.SubjectName, generator, start, start.AddDays(days), RandomNumberGenerator.GetBytes(16));
        return key is RSA r ? signed.CopyWithPrivateKey(r) : signed.CopyWithPrivateKey((ECDsa)key);
    }

    /// <summary>A self-signed certificate with a signature that the platform refuses to make.</summary>
    public static X509Certificate2 IssueWeak(string name, string signature, bool ca = false)
    {
        var key = RSA.Create(2048);
        var pair = DotNetUtilities.GetRsaKeyPair(key);
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(BigInteger.One);
        generator.SetSubjectDN(new X509Name("CN=" + name));
        generator.SetIssuerDN(new X509Name("CN=" + name));
        generator.SetNotBefore(NotBefore.UtcDateTime);
        generator.SetNotAfter(NotBefore.AddDays(365).UtcDateTime);
        generator.SetPublicKey(pair.Public);
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, false, new SubjectKeyIdentifier(key.ExportSubjectPublicKeyInfo()[..20]));
        generator.AddExtension(X509Extensions.BasicConstraints, true, new BasicConstraints(ca));
        generator.AddExtension(X509Extensions.SubjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.DnsName, name + ".example")));
        if (!ca) generator.AddExtension(X509Extensions.ExtendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeID.id_kp_serverAuth));
        var certificate = generator.Generate(new Asn1SignatureFactory(signature, pair.Private));
        using var bare = X509CertificateLoader.LoadCertificate(certificate.GetEncoded());
        return bare.CopyWithPrivateKey(key);
    }

    /// <summary>The certificate's key as PKCS#8.</summary>
    public static byte[] Key(this X509Certificate2 certificate) =>
        ((AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey())!.ExportPkcs8PrivateKey();
}
