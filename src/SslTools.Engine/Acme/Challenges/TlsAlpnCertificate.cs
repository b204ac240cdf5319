using System;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using SslTools.Engine.Cryptography;

namespace SslTools.Engine.Acme.Challenges;

/// <summary>The certificate that tls-alpn-01 shows (RFC 8737 section 3).</summary>
internal static class TlsAlpnCertificate
{
    private static readonly DerObjectIdentifier AcmeIdentifierExtension = new("1.3.6.1.5.5.7.1.31");

    /// <summary>Makes the certificate with a key of its own.</summary>
    /// <param name="answer">What it shows.</param>
    /// <returns>Certificate DER and PKCS#8 DER.</returns>
    public static (byte[] Certificate, byte[] Key) Create(ChallengeAnswer answer)
    {
        using var key = SigningKey.Generate(SslKeyAlgorithm.P256);
        using var sha256 = SHA256.Create();
        var digest = sha256.ComputeHash(Encoding.ASCII.GetBytes(answer.KeyAuthorization));
        var builder = new CertificateBuilder(key.PublicKey) { Subject = DistinguishedName.ForCommonName("ACME challenge") };
        builder.Issuer = builder.Subject;
        builder.AddNames(SubjectNames.Parse([answer.Identifier.Value])).Add(AcmeIdentifierExtension, true, new DerOctetString(digest));
        var now = DateTimeOffset.UtcNow;
        return (builder.Sign(now.AddDays(-1), now.AddDays(1), key), key.ToPkcs8());
    }
}
