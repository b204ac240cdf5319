using System;
using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>The extensions of a certificate (RFC 5280 section 4.2), those known here taken apart.</summary>
internal sealed class ExtensionSet
{
    private readonly Dictionary<string, (bool Critical, byte[] Value)> _all = [];
    private readonly List<string> _malformed = [];

    /// <summary>Reads the extensions.</summary>
    /// <param name="extensions">Extensions.</param>
    public ExtensionSet(Asn1Sequence extensions)
    {
        foreach (var item in extensions)
        {
            var parts = Asn1Sequence.GetInstance(item);
            var oid = DerObjectIdentifier.GetInstance(parts[0]).Id;
            var critical = parts.Count == 3 && DerBoolean.GetInstance(parts[1]).IsTrue;
            if (_all.ContainsKey(oid)) Duplicates.Add(oid);
            else _all.Add(oid, (critical, Asn1OctetString.GetInstance(parts[parts.Count - 1]).GetOctets()));
        }

        BasicConstraints = Read(X509Extensions.BasicConstraints, ExtensionReader.BasicConstraints);
        KeyUsage = Read(X509Extensions.KeyUsage, ExtensionReader.KeyUsage);
        ExtendedKeyUsage = Read(X509Extensions.ExtendedKeyUsage, ExtensionReader.ExtendedKeyUsage);
        AlternativeNames = Read(X509Extensions.SubjectAlternativeName, AlternativeName.ReadAll);
        NameConstraints = Read(X509Extensions.NameConstraints, der => new NameConstraintSet(der));
        Policies = Read(X509Extensions.CertificatePolicies, ExtensionReader.Policies);
        PolicyMappings = Read(X509Extensions.PolicyMappings, ExtensionReader.PolicyMappings);
        PolicyConstraints = Read(X509Extensions.PolicyConstraints, ExtensionReader.PolicyConstraints);
        InhibitAnyPolicy = Read(X509Extensions.InhibitAnyPolicy, ExtensionReader.SkipCerts);
        AuthorityKey = Read(X509Extensions.AuthorityKeyIdentifier, ExtensionReader.AuthorityKey);
        SubjectKey = Read(X509Extensions.SubjectKeyIdentifier, der => Asn1OctetString.GetInstance(der).GetOctets());
        DistributionPoints = Read(X509Extensions.CrlDistributionPoints, ExtensionReader.DistributionPoints);
        AuthorityAccess = Read(X509Extensions.AuthorityInfoAccess, ExtensionReader.AccessDescriptions);
        Read(X509Extensions.SubjectInfoAccess, ExtensionReader.AccessDescriptions);
        Read(X509Extensions.IssuerAlternativeName, AlternativeName.ReadAll);
    }

    /// <summary>Extensions that stand there twice.</summary>
    public List<string> Duplicates { get; } = [];

    /// <summary>Extensions known here that could not be read.</summary>
    public IReadOnlyList<string> Malformed => _malformed;

    /// <summary>The extensions marked critical.</summary>
    public IEnumerable<string> Critical => _all.Where(e => e.Value.Critical).Select(e => e.Key);

    /// <summary>RFC 5280 section 4.2.1.9.</summary>
    public CaConstraints? BasicConstraints { get; }

    /// <summary>RFC 5280 section 4.2.1.3, the bits of <see cref="Org.BouncyCastle.Asn1.X509.KeyUsage"/>.</summary>
    public KeyUsageBits? KeyUsage { get; }

    /// <summary>RFC 5280 section 4.2.1.12.</summary>
    public IReadOnlyList<string>? ExtendedKeyUsage { get; }

    /// <summary>RFC 5280 section 4.2.1.6.</summary>
    public IReadOnlyList<AlternativeName>? AlternativeNames { get; }

    /// <summary>RFC 5280 section 4.2.1.10.</summary>
    public NameConstraintSet? NameConstraints { get; }

    /// <summary>RFC 5280 section 4.2.1.4.</summary>
    public IReadOnlyList<string>? Policies { get; }

    /// <summary>RFC 5280 section 4.2.1.5.</summary>
    public IReadOnlyList<(string Issuer, string Subject)>? PolicyMappings { get; }

    /// <summary>RFC 5280 section 4.2.1.11.</summary>
    public PolicyLimits? PolicyConstraints { get; }

    /// <summary>RFC 5280 section 4.2.1.14.</summary>
    public SkipCount? InhibitAnyPolicy { get; }

    /// <summary>RFC 5280 section 4.2.1.1.</summary>
    public AuthorityKeyFields? AuthorityKey { get; }

    /// <summary>RFC 5280 section 4.2.1.2.</summary>
    public byte[]? SubjectKey { get; }

    /// <summary>RFC 5280 section 4.2.1.13.</summary>
    public IReadOnlyList<DistributionPoint>? DistributionPoints { get; }

    /// <summary>RFC 5280 section 4.2.2.1.</summary>
    public IReadOnlyList<AccessDescription>? AuthorityAccess { get; }

    /// <summary>Whether there is an extension.</summary>
    /// <param name="oid">Which.</param>
    /// <returns>True when there is.</returns>
    public bool Has(DerObjectIdentifier oid) => _all.ContainsKey(oid.Id);

    /// <summary>Whether there is an extension and it is critical.</summary>
    /// <param name="oid">Which.</param>
    /// <returns>Null where there is none.</returns>
    public bool? IsCritical(DerObjectIdentifier oid) => _all.TryGetValue(oid.Id, out var extension) ? extension.Critical : null;

    /// <summary>The content of an extension.</summary>
    /// <param name="oid">Which.</param>
    /// <returns>Its DER, or null.</returns>
    public byte[]? Value(DerObjectIdentifier oid) => _all.TryGetValue(oid.Id, out var extension) ? extension.Value : null;

    private T? Read<T>(DerObjectIdentifier oid, Func<Asn1Object, T> read)
        where T : class
    {
        if (Value(oid) is not { } der) return null;
        try
        {
            DerShape.Check(der);
            return read(Asn1Object.FromByteArray(der));
        }
        catch (Exception)
        {
            // Whatever the parser says: it can't be relied on, which a rule tells.
            _malformed.Add(oid.Id);
            return null;
        }
    }
}
