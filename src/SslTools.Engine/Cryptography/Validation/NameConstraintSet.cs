using System;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>The name constraints of one CA (RFC 5280 section 4.2.1.10), well-formed.</summary>
internal sealed class NameConstraintSet
{
    /// <summary>Reads the extension.</summary>
    /// <param name="der">NameConstraints.</param>
    /// <exception cref="InvalidDataException">A constraint can't be understood, or there is none.</exception>
    public NameConstraintSet(Asn1Object der)
    {
        foreach (var part in Asn1Sequence.GetInstance(der).Select(item => Asn1TaggedObject.GetInstance(item)))
        {
            if (part.HasContextTag(0) && Permitted.Count == 0) Permitted = Subtrees(part);
            else if (part.HasContextTag(1) && Excluded.Count == 0) Excluded = Subtrees(part);
            else throw new InvalidDataException();
        }

        if (Permitted.Count + Excluded.Count == 0) throw new InvalidDataException();
    }

    /// <summary>By kind of name, the subtrees of which a name must lie in one.</summary>
    public ILookup<int, AlternativeName> Permitted { get; } = NoSubtrees;

    /// <summary>By kind of name, the subtrees in which no name may lie.</summary>
    public ILookup<int, AlternativeName> Excluded { get; } = NoSubtrees;

    private static ILookup<int, AlternativeName> NoSubtrees { get; } = Array.Empty<AlternativeName>().ToLookup(name => name.Tag);

    private static ILookup<int, AlternativeName> Subtrees(Asn1TaggedObject part)
    {
        var subtrees = Asn1Sequence.GetInstance(part, false).Select(Subtree).ToLookup(name => name.Tag);
        return subtrees.Count > 0 ? subtrees : throw new InvalidDataException();
    }

    // "the minimum MUST be zero, and maximum MUST be absent": a base alone.
    private static AlternativeName Subtree(Asn1Encodable value)
    {
        var parts = Asn1Sequence.GetInstance(value);
        if (parts.Count != 1) throw new InvalidDataException();
        var name = AlternativeName.Read(parts[0]);
        return IsProper(name) ? name : throw new InvalidDataException();
    }

    private static bool IsProper(AlternativeName name) => name.Tag switch
    {
        GeneralName.DnsName => name.Text.Length == 0 || NameSyntax.IsHost(name.Text),
        GeneralName.IPAddress => name.Octets.Length is 8 or 32 && IsMask(name.Octets),
        GeneralName.Rfc822Name => name.Text.Contains("@") ? NameSyntax.IsMailbox(name.Text) : IsHostOrDomain(name.Text),
        GeneralName.UniformResourceIdentifier => IsHostOrDomain(name.Text),
        _ => true,
    };

    private static bool IsHostOrDomain(string text) =>
        text.Length == 0 || NameSyntax.IsHost(text.StartsWith(".", StringComparison.Ordinal) ? text.Substring(1) : text);

    // CIDR (RFC 4632): ones, then zeros.
    private static bool IsMask(byte[] octets)
    {
        var ended = false;
        for (var bit = octets.Length * 4; bit < octets.Length * 8; bit++)
        {
            var one = (octets[bit / 8] & (0x80 >> (bit % 8))) != 0;
            if (one && ended) return false;
            ended |= !one;
        }

        return true;
    }
}
