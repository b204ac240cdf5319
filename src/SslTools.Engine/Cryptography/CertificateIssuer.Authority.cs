using System.Collections.Generic;
using System.Linq;
using System.Net;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography;

/// <content>Local certificate authorities.</content>
public sealed partial class CertificateIssuer
{
    /// <inheritdoc/>
    public AuthorityMaterial CreateAuthority(AuthorityTemplate template)
    {
        var rootName = DistinguishedName.Parse(template.Subject);
        using var rootKey = SigningKey.Generate(template.KeyAlgorithm);

        // Path length: the number of intermediates that may follow (RFC 5280 section 4.2.1.9).
        var root = Authority(template, rootKey, rootName, template.Intermediate ? 1 : 0);
        root.Issuer = rootName;
        var rootCertificate = root.Sign(template.NotBefore, template.NotAfter, rootKey);
        if (!template.Intermediate) return new AuthorityMaterial(rootCertificate, rootKey.ToPkcs8(), null, null);

        using var key = SigningKey.Generate(template.KeyAlgorithm);
        var intermediate = Authority(template, key, IntermediateName(rootName), 0);
        intermediate.Issuer = rootName;
        intermediate.AddAuthorityKey(CertificateBuilder.KeyIdentifier(rootKey.PublicKey));
        intermediate.Add(X509Extensions.ExtendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeID.id_kp_serverAuth));
        var certificate = intermediate.Sign(template.NotBefore, template.NotAfter, rootKey);
        return new AuthorityMaterial(rootCertificate, rootKey.ToPkcs8(), certificate, key.ToPkcs8());
    }

    private static CertificateBuilder Authority(AuthorityTemplate template, SigningKey key, X509Name subject, int pathLength)
    {
        var builder = new CertificateBuilder(key.PublicKey) { Subject = subject }
            .Add(X509Extensions.BasicConstraints, true, new BasicConstraints(pathLength))
            .Add(X509Extensions.KeyUsage, true, new KeyUsage(KeyUsage.KeyCertSign | KeyUsage.CrlSign));

        // In both certificates: not every client applies the constraints of a trust anchor.
        if (Constraints(template) is { } constraints) builder.Add(X509Extensions.NameConstraints, true, constraints);
        return builder;
    }

    // A kind of name without any permitted subtree would be unlimited (RFC 5280 section 4.2.1.10), so it is excluded whole.
    private static NameConstraints? Constraints(AuthorityTemplate template)
    {
        if (template.PermittedDnsNames.Count + template.PermittedAddresses.Count == 0) return null;
        var permitted = template.PermittedDnsNames.Select(Dns).Concat(template.PermittedAddresses.Select(Address)).ToList();
        var excluded = new List<GeneralSubtree>();
        if (template.PermittedDnsNames.Count == 0) excluded.Add(Dns(""));
        if (template.PermittedAddresses.All(a => a.Network.GetAddressBytes().Length != 4)) excluded.Add(Address(new AddressRange(IPAddress.Any, 0)));
        if (template.PermittedAddresses.All(a => a.Network.GetAddressBytes().Length != 16)) excluded.Add(Address(new AddressRange(IPAddress.IPv6Any, 0)));
        return new NameConstraints(new GeneralSubtrees(permitted), excluded.Count == 0 ? null : new GeneralSubtrees(excluded));
    }

    private static GeneralSubtree Dns(string name) => new(new GeneralName(GeneralName.DnsName, name));

    private static GeneralSubtree Address(AddressRange range) =>
        new(new GeneralName(GeneralName.IPAddress, new DerOctetString(range.ToNameConstraint())));

    private static X509Name IntermediateName(X509Name root)
    {
        var oids = root.GetOidList().ToList();
        var values = root.GetValueList().ToList();
        var cn = oids.IndexOf(X509Name.CN);
        const string suffix = " Intermediate";
        if (cn < 0)
        {
            oids.Add(X509Name.CN);
            values.Add(suffix.Trim());
        }
        else
        {
            var text = values[cn];
            values[cn] = (text.Length + suffix.Length > MaxCommonName ? text.Substring(0, MaxCommonName - suffix.Length) : text) + suffix;
        }

        return new X509Name(oids, values);
    }
}
