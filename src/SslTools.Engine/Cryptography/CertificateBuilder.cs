using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography;

/// <summary>Assembles and signs X.509 version 3 certificates (RFC 5280 section 4.1).</summary>
internal sealed class CertificateBuilder
{
    private readonly X509ExtensionsGenerator _extensions = new();
    private readonly SubjectPublicKeyInfo _publicKey;

    /// <summary>Begins a certificate; the subject key identifier is set.</summary>
    /// <param name="publicKey">The subject's key.</param>
    public CertificateBuilder(SubjectPublicKeyInfo publicKey)
    {
        _publicKey = publicKey;
        _extensions.AddExtension(X509Extensions.SubjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifier(publicKey)));
    }

    /// <summary>The subject; the empty name makes the subject alternative name critical (RFC 5280 section 4.2.1.6).</summary>
    public X509Name Subject { get; set; } = DistinguishedName.Empty;

    /// <summary>The issuer; never empty (RFC 5280 section 4.1.2.4).</summary>
    public X509Name Issuer { get; set; } = DistinguishedName.Empty;

    /// <summary>A key identifier: the leftmost 160 bits of the key's SHA-256 (RFC 7093 section 2, method 1).</summary>
    /// <param name="publicKey">The key.</param>
    /// <returns>20 bytes.</returns>
    public static byte[] KeyIdentifier(SubjectPublicKeyInfo publicKey)
    {
        using var sha256 = SHA256.Create();
        return sha256.ComputeHash(publicKey.PublicKey.GetBytes()).Take(20).ToArray();
    }

    /// <summary>Adds an extension.</summary>
    /// <param name="oid">Which.</param>
    /// <param name="critical">Whether a client that doesn't know it must refuse.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This builder.</returns>
    public CertificateBuilder Add(DerObjectIdentifier oid, bool critical, Asn1Encodable value)
    {
        _extensions.AddExtension(oid, critical, value);
        return this;
    }

    /// <summary>Identifiers as extensions carry them (RFC 5280 section 4.2.1.6).</summary>
    /// <param name="names">The identifiers.</param>
    /// <returns>The general names.</returns>
    public static GeneralNames GeneralNamesOf(SubjectNames names) =>
        new(names.DnsNames.Select(name => new GeneralName(GeneralName.DnsName, name)).Concat(names.IPAddresses.Select(Address)).ToArray());

    /// <summary>Adds the identifiers (RFC 5280 section 4.2.1.6).</summary>
    /// <param name="names">The identifiers.</param>
    /// <returns>This builder.</returns>
    public CertificateBuilder AddNames(SubjectNames names) =>
        Add(X509Extensions.SubjectAlternativeName, Subject.Equivalent(DistinguishedName.Empty), GeneralNamesOf(names));

    /// <summary>Adds the key identifier of the issuer (RFC 5280 section 4.2.1.1).</summary>
    /// <param name="keyIdentifier">The issuer's subject key identifier.</param>
    /// <returns>This builder.</returns>
    public CertificateBuilder AddAuthorityKey(byte[] keyIdentifier) =>
        Add(X509Extensions.AuthorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyIdentifier));

    /// <summary>Signs.</summary>
    /// <param name="notBefore">Start of validity.</param>
    /// <param name="notAfter">End of validity.</param>
    /// <param name="signer">The issuer's key.</param>
    /// <returns>The certificate, DER.</returns>
    public byte[] Sign(DateTimeOffset notBefore, DateTimeOffset notAfter, SigningKey signer)
    {
        var generator = new V3TbsCertificateGenerator();
        generator.SetSerialNumber(new DerInteger(RandomSerial()));
        generator.SetSignature(signer.SignatureAlgorithm);
        generator.SetIssuer(Issuer);
        generator.SetSubject(Subject);
        generator.SetStartDate(new Time(notBefore.UtcDateTime));
        generator.SetEndDate(new Time(notAfter.UtcDateTime));
        generator.SetSubjectPublicKeyInfo(_publicKey);
        generator.SetExtensions(_extensions.Generate());
        var tbs = generator.GenerateTbsCertificate();
        var signature = signer.Sign(tbs.GetDerEncoded());
        return new DerSequence(tbs, signer.SignatureAlgorithm, new DerBitString(signature)).GetDerEncoded();
    }

    // 128 random bits, positive and not zero, at most 20 octets (RFC 5280 section 4.1.2.2).
    private static BigInteger RandomSerial()
    {
        var bytes = new byte[16];
        using var random = RandomNumberGenerator.Create();
        BigInteger serial;
        do
        {
            random.GetBytes(bytes);
            serial = new BigInteger(1, bytes);
        }
        while (serial.SignValue == 0);
        return serial;
    }

    private static GeneralName Address(IPAddress address) =>
        new(GeneralName.IPAddress, new DerOctetString(address.GetAddressBytes()));
}
