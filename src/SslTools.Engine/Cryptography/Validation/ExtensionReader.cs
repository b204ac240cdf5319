using System.Collections.Generic;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>Basic constraints.</summary>
/// <param name="IsAuthority">The cA flag.</param>
/// <param name="PathLength">How many intermediates may follow; null for any number.</param>
internal sealed record CaConstraints(bool IsAuthority, int? PathLength);

/// <summary>Key usages.</summary>
/// <param name="Bits">The bits of <see cref="KeyUsage"/>.</param>
internal sealed record KeyUsageBits(int Bits)
{
    /// <summary>Whether one of the usages is allowed.</summary>
    /// <param name="usages">Bits.</param>
    /// <returns>True when one is.</returns>
    public bool Any(int usages) => (Bits & usages) != 0;
}

/// <summary>Policy constraints.</summary>
/// <param name="RequireExplicit">After how many certificates a policy is required.</param>
/// <param name="InhibitMapping">After how many certificates mappings don't count.</param>
internal sealed record PolicyLimits(int? RequireExplicit, int? InhibitMapping);

/// <summary>A number of certificates.</summary>
/// <param name="Value">The number.</param>
internal sealed record SkipCount(int Value);

/// <summary>An authority key identifier.</summary>
/// <param name="KeyIdentifier">The identifier, or null.</param>
/// <param name="HasIssuer">Whether it names the issuer's issuer.</param>
/// <param name="HasSerial">Whether it gives the issuer's serial number.</param>
internal sealed record AuthorityKeyFields(byte[]? KeyIdentifier, bool HasIssuer, bool HasSerial);

/// <summary>Reads the content of extensions, strictly.</summary>
internal static class ExtensionReader
{
    /// <summary>RFC 5280 section 4.2.1.9.</summary>
    public static CaConstraints BasicConstraints(Asn1Object der)
    {
        var parts = Asn1Sequence.GetInstance(der).ToList();
        var isAuthority = parts.Count > 0 && parts[0] is DerBoolean flag && flag.IsTrue;
        if (parts.Count > 0 && parts[0] is DerBoolean) parts.RemoveAt(0);
        if (parts.Count > 1) throw new InvalidDataException();
        return new CaConstraints(isAuthority, parts.Count == 0 ? null : Count(DerInteger.GetInstance(parts[0])));
    }

    /// <summary>RFC 5280 section 4.2.1.3: at least one bit is set.</summary>
    public static KeyUsageBits KeyUsage(Asn1Object der)
    {
        var bits = DerBitString.GetInstance(der);
        return bits.GetBytes().Any(b => b != 0) ? new KeyUsageBits(bits.IntValue) : throw new InvalidDataException();
    }

    /// <summary>RFC 5280 section 4.2.1.12: at least one purpose.</summary>
    public static IReadOnlyList<string> ExtendedKeyUsage(Asn1Object der) => NotEmpty(Asn1Sequence.GetInstance(der).Select(Oid).ToList());

    /// <summary>RFC 5280 section 4.2.1.4: at least one policy.</summary>
    public static IReadOnlyList<string> Policies(Asn1Object der) =>
        NotEmpty(Asn1Sequence.GetInstance(der).Select(policy => Oid(Asn1Sequence.GetInstance(policy)[0])).ToList());

    /// <summary>RFC 5280 section 4.2.1.5: at least one mapping.</summary>
    public static IReadOnlyList<(string Issuer, string Subject)> PolicyMappings(Asn1Object der) => NotEmpty(Asn1Sequence.GetInstance(der)
        .Select(mapping => Asn1Sequence.GetInstance(mapping)).Select(pair => (Oid(pair[0]), Oid(pair[1]))).ToList());

    /// <summary>RFC 5280 section 4.2.1.11: one of the two, or both.</summary>
    public static PolicyLimits PolicyConstraints(Asn1Object der)
    {
        int? require = null, inhibit = null;
        foreach (var part in Asn1Sequence.GetInstance(der).Select(item => Asn1TaggedObject.GetInstance(item)))
        {
            if (part.HasContextTag(0) && require is null) require = Count(DerInteger.GetInstance(part, false));
            else if (part.HasContextTag(1) && inhibit is null) inhibit = Count(DerInteger.GetInstance(part, false));
            else throw new InvalidDataException();
        }

        return require is null && inhibit is null ? throw new InvalidDataException() : new PolicyLimits(require, inhibit);
    }

    /// <summary>RFC 5280 section 4.2.1.14.</summary>
    public static SkipCount SkipCerts(Asn1Object der) => new(Count(DerInteger.GetInstance(der)));

    /// <summary>RFC 5280 section 4.2.1.1.</summary>
    public static AuthorityKeyFields AuthorityKey(Asn1Object der)
    {
        byte[]? key = null;
        bool issuer = false, serial = false;
        foreach (var part in Asn1Sequence.GetInstance(der).Select(item => Asn1TaggedObject.GetInstance(item)))
        {
            if (part.HasContextTag(0)) key = Asn1OctetString.GetInstance(part, false).GetOctets();
            else if (part.HasContextTag(1)) issuer = AlternativeName.ReadAll(Asn1Sequence.GetInstance(part, false)).Count > 0;
            else if (part.HasContextTag(2)) serial = DerInteger.GetInstance(part, false) is not null;
            else throw new InvalidDataException();
        }

        return new AuthorityKeyFields(key, issuer, serial);
    }

    /// <summary>RFC 5280 section 4.2.1.13.</summary>
    public static IReadOnlyList<DistributionPoint> DistributionPoints(Asn1Object der) =>
        NotEmpty(Asn1Sequence.GetInstance(der).Select(DistributionPoint.GetInstance).ToList());

    /// <summary>RFC 5280 section 4.2.2.1.</summary>
    public static IReadOnlyList<AccessDescription> AccessDescriptions(Asn1Object der) =>
        NotEmpty(Asn1Sequence.GetInstance(der).Select(AccessDescription.GetInstance).ToList());

    private static string Oid(Asn1Encodable value) => DerObjectIdentifier.GetInstance(value).Id;

    // Numbers of certificates, which no path comes near.
    private static int Count(DerInteger number)
    {
        if (number.Value.SignValue < 0) throw new InvalidDataException();
        return number.Value.BitLength > 16 ? ushort.MaxValue : number.IntValueExact;
    }

    private static IReadOnlyList<T> NotEmpty<T>(IReadOnlyList<T> items) => items.Count > 0 ? items : throw new InvalidDataException();
}
