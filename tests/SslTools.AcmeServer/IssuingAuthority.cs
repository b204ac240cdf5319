using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Testing.Acme;

/// <summary>The roots and intermediates that certificates are issued under.</summary>
public sealed class IssuingAuthority : IDisposable
{
    private const int Years = 30;
    private readonly List<List<X509Certificate2>> _chains = [];

    /// <summary>Makes the authority. The intermediates have one key under all roots, so that a leaf has a chain to each.</summary>
    public IssuingAuthority(DateTimeOffset now, int intermediates, int alternates)
    {
        var keys = Enumerable.Range(0, Math.Max(1, intermediates)).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256)).ToList();
        for (var i = 0; i <= alternates; i++)
        {
            var root = Authority($"Test Root {i}", ECDsa.Create(ECCurve.NamedCurves.nistP256), null, now);
            var chain = new List<X509Certificate2> { root };
            for (var k = 0; k < keys.Count; k++) chain.Insert(0, Authority($"Test Intermediate {k}", keys[k], chain[0], now));
            _chains.Add(chain);
        }
    }

    /// <summary>The roots; the default chain's first.</summary>
    public IReadOnlyList<X509Certificate2> Roots => [.. _chains.Select(chain => chain[^1])];

    public int Count => _chains.Count;

    /// <summary>Issues a certificate.</summary>
    public X509Certificate2 Issue(IReadOnlyList<ServerIdentifier> identifiers, PublicKey key, DateTimeOffset notBefore, TimeSpan lifetime)
    {
        var issuer = _chains[0][0];
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var identifier in identifiers)
        {
            if (identifier.Type == "ip") names.AddIpAddress(IPAddress.Parse(identifier.Value));
            else names.AddDnsName(identifier.Value);
        }

        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        return request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), notBefore, notBefore + lifetime - TimeSpan.FromSeconds(1),
            RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>PEM of a leaf and its intermediates, without the root (RFC 8555 section 9.1).</summary>
    public string Chain(X509Certificate2 leaf, int root = 0) =>
        string.Join("\n", _chains[root].SkipLast(1).Prepend(leaf).Select(certificate => certificate.ExportCertificatePem())) + "\n";

    /// <summary>RFC 9773 section 4.1, from the certificate itself.</summary>
    public static string CertId(X509Certificate2 leaf)
    {
        var issuer = leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value;
        return $"{Base64Url.EncodeToString(issuer.Span)}.{Base64Url.EncodeToString(Serial(leaf.RawData))}";
    }

    public void Dispose()
    {
        foreach (var certificate in _chains.SelectMany(chain => chain)) certificate.Dispose();
    }

    // The content of the DER integer, with the zero that keeps it positive.
    private static byte[] Serial(byte[] certificate)
    {
        var tbs = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        tbs.ReadEncodedValue();
        return tbs.ReadIntegerBytes().ToArray();
    }

    private static X509Certificate2 Authority(string name, ECDsa key, X509Certificate2? issuer, DateTimeOffset now)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var (start, end) = (now.AddYears(-1), now.AddYears(Years));
        if (issuer is null) return request.CreateSelfSigned(start, end);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        using var certificate = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}
