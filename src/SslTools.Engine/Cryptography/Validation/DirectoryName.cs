using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Utilities.Encoders;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>A distinguished name in the form that names are compared in (RFC 5280 section 7.1).</summary>
internal sealed class DirectoryName
{
    private const int MaxShown = 200;

    private static readonly Regex Spaces = new(@"\s+", RegexOptions.CultureInvariant);
    private readonly Asn1Object _name;
    private readonly List<(string Oid, string? Text)> _attributes = [];

    /// <summary>Reads a name.</summary>
    /// <param name="name">A Name (RFC 5280 section 4.1.2.4).</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public DirectoryName(Asn1Object name)
    {
        _name = name;
        Parts = Asn1Sequence.GetInstance(name).Select(rdn => Part(Asn1Set.GetInstance(rdn))).ToList();
        Key = string.Join("\n", Parts);
    }

    /// <summary>One string for each relative distinguished name, equal where these are.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>One string for the whole name.</summary>
    public string Key { get; }

    /// <summary>The name as it stands in the certificate, DER.</summary>
    public byte[] Encoded => _name.GetDerEncoded();

    /// <summary>Whether it has no part.</summary>
    public bool IsEmpty => Parts.Count == 0;

    /// <summary>The values of an attribute, as they are written.</summary>
    /// <param name="oid">The attribute.</param>
    /// <returns>The values; null for one that is no text.</returns>
    public IEnumerable<string?> Values(DerObjectIdentifier oid) => _attributes.Where(a => a.Oid == oid.Id).Select(a => a.Text);

    /// <summary>Whether this name lies within a subtree (RFC 5280 section 4.2.1.10).</summary>
    /// <param name="subtree">The subtree's name.</param>
    /// <returns>True when it begins with it.</returns>
    public bool IsWithin(DirectoryName subtree) => Parts.Count >= subtree.Parts.Count && Parts.Take(subtree.Parts.Count).SequenceEqual(subtree.Parts);

    /// <summary>The name as messages show it.</summary>
    /// <returns>RFC 4514.</returns>
    public override string ToString()
    {
        var text = IsEmpty ? "(no name)" : DistinguishedName.Format(X509Name.GetInstance(_name));
        return text.Length <= MaxShown ? text : text.Substring(0, MaxShown) + "…";
    }

    private string Part(Asn1Set rdn)
    {
        if (rdn.Count == 0) throw new InvalidDataException("a name has an empty part");
        return string.Join("+", rdn.Select(Attribute).OrderBy(a => a, StringComparer.Ordinal));
    }

    private string Attribute(Asn1Encodable attribute)
    {
        var pair = Asn1Sequence.GetInstance(attribute);
        if (pair.Count != 2) throw new InvalidDataException("a name has a part that is no attribute");
        var oid = DerObjectIdentifier.GetInstance(pair[0]).Id;
        var value = pair[1].ToAsn1Object();
        var text = value is IAsn1String and not DerBitString ? ((IAsn1String)value).GetString() : null;
        _attributes.Add((oid, text));
        return oid + "=" + (text is null ? "#" + Hex.ToHexString(value.GetDerEncoded()) : Prepare(text));
    }

    // The steps of RFC 4518 that matter for names of authorities: compatible forms, case, spaces.
    private static string Prepare(string text)
    {
        try
        {
            return Escape(Spaces.Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim(), " "));
        }
        catch (ArgumentException)
        {
            // No Unicode: as it is.
            return Escape(text);
        }
    }

    // A value can't pass for several parts.
    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("+", "\\+").Replace("\n", "\\n").Replace("#", "\\#");
}
