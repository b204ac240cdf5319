using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Utilities.Encoders;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>A GeneralName (RFC 5280 section 4.2.1.6), unchecked.</summary>
/// <param name="Tag">Which kind, a tag of <see cref="GeneralName"/>.</param>
/// <param name="Octets">What it holds, as it stands in the certificate.</param>
/// <param name="Directory">The name, where the kind is directoryName.</param>
internal sealed record AlternativeName(int Tag, byte[] Octets, DirectoryName? Directory)
{
    /// <summary>The octets as text; what is not ASCII can't be taken for a letter, a digit, a dot or an asterisk.</summary>
    public string Text { get; } = new(Octets.Select(octet => octet is > 0x20 and < 0x7F ? (char)octet : '\uFFFD').ToArray());

    /// <summary>Reads a name.</summary>
    /// <param name="name">A GeneralName.</param>
    /// <returns>The name.</returns>
    public static AlternativeName Read(Asn1Encodable name)
    {
        var tagged = Asn1TaggedObject.GetInstance(name);
        if (tagged.TagClass != Asn1Tags.ContextSpecific) throw new InvalidDataException("a name is of no known kind");
        switch (tagged.TagNo)
        {
            case GeneralName.DnsName:
            case GeneralName.Rfc822Name:
            case GeneralName.UniformResourceIdentifier:
            case GeneralName.IPAddress:
                return new(tagged.TagNo, Asn1OctetString.GetInstance(tagged, false).GetOctets(), null);
            case GeneralName.DirectoryName:
                return new(tagged.TagNo, [], new DirectoryName(tagged.GetExplicitBaseObject().ToAsn1Object()));
            case GeneralName.OtherName:
            case GeneralName.X400Address:
            case GeneralName.EdiPartyName:
            case GeneralName.RegisteredID:
                return new(tagged.TagNo, tagged.GetEncoded(), null);
            default:
                throw new InvalidDataException("a name is of no known kind");
        }
    }

    /// <summary>Reads names.</summary>
    /// <param name="names">GeneralNames.</param>
    /// <returns>The names, at least one.</returns>
    public static IReadOnlyList<AlternativeName> ReadAll(Asn1Object names)
    {
        var all = Asn1Sequence.GetInstance(names).Select(Read).ToList();
        return all.Count > 0 ? all : throw new InvalidDataException("there is no name");
    }

    /// <summary>The name as messages show it.</summary>
    /// <returns>Text.</returns>
    public override string ToString() => Tag switch
    {
        GeneralName.IPAddress => Octets.Length is 4 or 16 ? new IPAddress(Octets).ToString() : Hex.ToHexString(Octets),
        GeneralName.DirectoryName => Directory!.ToString(),
        GeneralName.DnsName or GeneralName.Rfc822Name or GeneralName.UniformResourceIdentifier => Text.Length <= 100 ? Text : Text.Substring(0, 100) + "…",
        _ => "a name of another kind",
    };
}
