using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography;

/// <content>Certification requests.</content>
public sealed partial class CertificateIssuer
{
    // TLS feature status_request (RFC 7633 section 4.1).
    private static readonly DerObjectIdentifier TlsFeature = new("1.3.6.1.5.5.7.1.24");

    /// <inheritdoc/>
    public byte[] GenerateKey(SslKeyAlgorithm algorithm)
    {
        using var key = SigningKey.Generate(algorithm);
        return key.ToPkcs8();
    }

    /// <inheritdoc/>
    public byte[] CreateRequest(RequestTemplate template, byte[] privateKey)
    {
        using var key = SigningKey.Load(privateKey, "the private key");
        var subject = string.IsNullOrEmpty(template.Subject) ? DistinguishedName.Empty : DistinguishedName.Parse(template.Subject!);
        var extensions = new X509ExtensionsGenerator();
        extensions.AddExtension(X509Extensions.SubjectAlternativeName, false, CertificateBuilder.GeneralNamesOf(template.Names));
        if (template.MustStaple) extensions.AddExtension(TlsFeature, false, new DerSequence(DerInteger.ValueOf(5)));
        var attribute = new AttributePkcs(PkcsObjectIdentifiers.Pkcs9AtExtensionRequest, new DerSet(extensions.Generate()));
        var info = new CertificationRequestInfo(subject, key.PublicKey, new DerSet(attribute));
        var signature = key.Sign(info.GetDerEncoded());
        return new CertificationRequest(info, key.SignatureAlgorithm, new DerBitString(signature)).GetDerEncoded();
    }
}
