using System.Linq;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.Oiw;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>How OCSP names a certificate: by hashes of its issuer's name and key, and its serial number (RFC 6960 section 4.1.1).</summary>
internal static class OcspIdentity
{
    /// <summary>Makes a request for one certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Its issuer.</param>
    /// <returns>The request, DER.</returns>
    public static byte[] Request(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        // SHA-1 only names here, and it is what every responder knows (RFC 5019 section 2.1.1).
        using var sha1 = SHA1.Create();
        var (name, key) = Hash(sha1, issuer);
        var id = new CertID(new AlgorithmIdentifier(OiwObjectIdentifiers.IdSha1, DerNull.Instance), name, key, new DerInteger(certificate.Serial));
        return new OcspRequest(new TbsRequest(null, new DerSequence(new Request(id, null)), (X509Extensions?)null), null).GetDerEncoded();
    }

    /// <summary>Whether an identity is that of a certificate.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="issuer">Its issuer.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOf(CertID id, ParsedCertificate certificate, ParsedCertificate issuer)
    {
        using HashAlgorithm? hash = id.HashAlgorithm.Algorithm.Equals(OiwObjectIdentifiers.IdSha1) ? SHA1.Create()
            : id.HashAlgorithm.Algorithm.Equals(NistObjectIdentifiers.IdSha256) ? SHA256.Create() : null;
        if (hash is null || !id.SerialNumber.Value.Equals(certificate.Serial)) return false;
        var (name, key) = Hash(hash, issuer);
        return id.IssuerNameHash.GetOctets().SequenceEqual(name.GetOctets()) && id.IssuerKeyHash.GetOctets().SequenceEqual(key.GetOctets());
    }

    private static (Asn1OctetString Name, Asn1OctetString Key) Hash(HashAlgorithm hash, ParsedCertificate issuer) =>
        (new DerOctetString(hash.ComputeHash(issuer.Subject.Encoded)), new DerOctetString(hash.ComputeHash(issuer.PublicKey.PublicKey.GetOctets())));
}
