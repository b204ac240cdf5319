using System.Linq;
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
        if (template.KeyUsages.Count > 0) extensions.AddExtension(X509Extensions.KeyUsage, true, new KeyUsage(template.KeyUsages.Aggregate(0, (all, usage) => all | Bit(usage))));
        if (template.KeyPurposes.Count > 0) extensions.AddExtension(X509Extensions.ExtendedKeyUsage, false, new ExtendedKeyUsage(template.KeyPurposes.Distinct().Select(Purpose).ToArray()));
        if (template.MustStaple) extensions.AddExtension(TlsFeature, false, new DerSequence(DerInteger.ValueOf(5)));
        var attribute = new AttributePkcs(PkcsObjectIdentifiers.Pkcs9AtExtensionRequest, new DerSet(extensions.Generate()));
        var info = new CertificationRequestInfo(subject, key.PublicKey, new DerSet(attribute));
        var signature = key.Sign(info.GetDerEncoded());
        return new CertificationRequest(info, key.SignatureAlgorithm, new DerBitString(signature)).GetDerEncoded();
    }

    private static int Bit(SslKeyUsage usage) => usage switch
    {
        SslKeyUsage.KeyEncipherment => KeyUsage.KeyEncipherment,
        SslKeyUsage.KeyAgreement => KeyUsage.KeyAgreement,
        _ => KeyUsage.DigitalSignature,
    };

    private static KeyPurposeID Purpose(SslKeyPurpose purpose) =>
        purpose == SslKeyPurpose.ClientAuth ? KeyPurposeID.id_kp_clientAuth : KeyPurposeID.id_kp_serverAuth;
}
