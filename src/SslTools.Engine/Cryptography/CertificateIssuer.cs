using System.Linq;
using Org.BouncyCastle.Asn1.X509;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography;

/// <summary>Issues server certificates (RFC 5280, with the CA/Browser Forum's profile for TLS servers).</summary>
public sealed partial class CertificateIssuer : ICertificateIssuer
{
    private const int MaxCommonName = 64;

    /// <inheritdoc/>
    public CertificateBundle IssueSelfSigned(CertificateTemplate template)
    {
        using var key = SigningKey.Generate(template.KeyAlgorithm);
        var builder = Begin(template, key);

        // The issuer is never empty, and here it is the subject too.
        if (builder.Subject.Equivalent(DistinguishedName.Empty)) builder.Subject = DistinguishedName.Parse("O=Self-signed certificate");
        builder.Issuer = builder.Subject;
        builder.AddNames(template.Names).AddAuthorityKey(CertificateBuilder.KeyIdentifier(key.PublicKey));
        return new CertificateBundle(builder.Sign(template.NotBefore, template.NotAfter, key), null, key.ToPkcs8());
    }

    /// <inheritdoc/>
    public CertificateBundle IssueFrom(CertificateTemplate template, CertificateBundle issuer)
    {
        var signing = X509CertificateStructure.GetInstance(issuer.Leaf);
        using var signer = SigningKey.Load(issuer.PrivateKey!, "the authority's key");
        using var key = SigningKey.Generate(template.KeyAlgorithm);
        var builder = Begin(template, key);
        builder.Issuer = signing.Subject;
        builder.AddNames(template.Names).AddAuthorityKey(CertificateBuilder.KeyIdentifier(signing.SubjectPublicKeyInfo));
        return new CertificateBundle(builder.Sign(template.NotBefore, template.NotAfter, signer), null, key.ToPkcs8());
    }

    private static CertificateBuilder Begin(CertificateTemplate template, SigningKey key)
    {
        var usage = KeyUsage.DigitalSignature | (key.CanEncipher ? KeyUsage.KeyEncipherment : 0);
        return new CertificateBuilder(key.PublicKey) { Subject = SubjectOf(template) }
            .Add(X509Extensions.BasicConstraints, true, new BasicConstraints(false))
            .Add(X509Extensions.KeyUsage, true, new KeyUsage(usage))
            .Add(X509Extensions.ExtendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeID.id_kp_serverAuth));
    }

    // An IP address never goes into the CN, and a name only where it fits.
    private static X509Name SubjectOf(CertificateTemplate template)
    {
        if (template.Subject is not null) return DistinguishedName.Parse(template.Subject);
        var name = template.Names.DnsNames.FirstOrDefault(n => n.Length <= MaxCommonName);
        return name is null ? DistinguishedName.Empty : DistinguishedName.ForCommonName(name);
    }
}
