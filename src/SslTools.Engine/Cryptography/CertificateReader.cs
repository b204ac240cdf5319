using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Ports;
using BcCertificate = Org.BouncyCastle.X509.X509Certificate;

namespace SslTools.Engine.Cryptography;

/// <summary>Reads certificates and keys with BouncyCastle's ASN.1.</summary>
public sealed partial class CertificateReader : ICertificateReader
{
    /// <inheritdoc/>
    public CertificateDescription Describe(byte[] certificate)
    {
        try
        {
            var structure = X509CertificateStructure.GetInstance(certificate);
            var tbs = structure.TbsCertificate;
            var extensions = tbs.Extensions;
            var names = Names(extensions);
            var skid = Extension(extensions, X509Extensions.SubjectKeyIdentifier, Asn1OctetString.GetInstance)?.GetOctets();
            var akid = Extension(extensions, X509Extensions.AuthorityKeyIdentifier, AuthorityKeyIdentifier.GetInstance)?.KeyIdentifier?.GetOctets();
            return new CertificateDescription
            {
                Thumbprint = Digest(SHA1.Create, certificate),
                Sha256Fingerprint = Digest(SHA256.Create, certificate),
                Subject = DistinguishedName.Format(tbs.Subject),
                Issuer = DistinguishedName.Format(tbs.Issuer),
                SerialNumber = Hex(tbs.SerialNumber.Value.ToByteArray()),
                DnsNames = names.Where(n => n.TagNo == GeneralName.DnsName).Select(n => DerIA5String.GetInstance(n.Name).GetString()).ToList(),
                IPAddresses = names.Where(n => n.TagNo == GeneralName.IPAddress).Select(AddressText).ToList(),
                NotBefore = tbs.StartDate.ToDateTime().ToUniversalTime(),
                NotAfter = tbs.EndDate.ToDateTime().ToUniversalTime(),
                SignatureAlgorithm = new BcCertificate(structure).SigAlgName,
                KeyAlgorithm = PublicKeyName.Of(tbs.SubjectPublicKeyInfo),
                IsCertificateAuthority = Extension(extensions, X509Extensions.BasicConstraints, BasicConstraints.GetInstance)?.IsCA() ?? false,
                SubjectKeyIdentifier = skid is null ? null : Hex(skid),
                AuthorityKeyIdentifier = akid is null ? null : Hex(akid),
            };
        }
        catch (Exception e) when (e is not SslToolsException)
        {
            throw SslError.MalformedCertificate("the certificate", e);
        }
    }

    /// <inheritdoc/>
    public bool KeyMatches(byte[] certificate, byte[] privateKey)
    {
        using var key = SigningKey.Load(privateKey, "the private key");
        var expected = X509CertificateStructure.GetInstance(certificate).SubjectPublicKeyInfo.PublicKey.GetBytes();
        return key.PublicKey.PublicKey.GetBytes().SequenceEqual(expected);
    }

    /// <inheritdoc/>
    public bool IsIssuedBy(byte[] certificate, byte[] issuer)
    {
        try
        {
            var child = new BcCertificate(certificate);
            var parent = new BcCertificate(issuer);
            if (!child.IssuerDN.Equivalent(parent.SubjectDN)) return false;
            child.Verify(parent.GetPublicKey());
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A signature that is wrong, and keys and algorithms that are malformed or unknown: the package throws whatever it stumbles over.
            return false;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> ReadCertificates(byte[] pem, string path)
    {
        try
        {
            var certificates = Pem.Read(Pem.Certificate, pem);
            if (certificates.Count > 0) return certificates;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw SslError.MalformedCertificate(path, e);
        }

        throw SslError.MalformedCertificate(path);
    }

    /// <inheritdoc/>
    public X509Certificate2 ToPlatform(CertificateBundle bundle) => PlatformCertificate.Load(bundle);

    /// <inheritdoc/>
    public CertificateBundle FromPlatform(X509Certificate2 certificate) => PlatformCertificate.Read(certificate);

    private static string Digest(Func<HashAlgorithm> create, byte[] data)
    {
        using var hash = create();
        return Hex(hash.ComputeHash(data));
    }

    private static string Hex(byte[] bytes) => Org.BouncyCastle.Utilities.Encoders.Hex.ToHexString(bytes, true);

    private static T? Extension<T>(X509Extensions? extensions, DerObjectIdentifier oid, Func<object, T> read)
        where T : class =>
        extensions?.GetExtensionParsedValue(oid) is { } value ? read(value) : null;

    private static IReadOnlyList<GeneralName> Names(X509Extensions? extensions) =>
        Extension(extensions, X509Extensions.SubjectAlternativeName, GeneralNames.GetInstance)?.GetNames() ?? [];

    private static string AddressText(GeneralName name)
    {
        var octets = Asn1OctetString.GetInstance(name.Name).GetOctets();
        return octets.Length is 4 or 16 ? new IPAddress(octets).ToString() : Hex(octets);
    }
}
