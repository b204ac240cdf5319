using System;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SslTools.Engine.Cryptography;

/// <summary>Distinguished names as text, in RFC 4514 order: the last attribute of the encoding stands first.</summary>
public static class DistinguishedName
{
    // A comma that no backslash escapes; Windows and .NET show a space behind it.
    private static readonly Regex Separator = new(@"(?<=(?:^|[^\\])(?:\\\\)*),", RegexOptions.CultureInvariant);

    /// <summary>The name without any attribute.</summary>
    public static X509Name Empty { get; } = X509Name.GetInstance(DerSequence.Empty);

    /// <summary>Reads a name.</summary>
    /// <param name="text">For example <c>CN=shop.example.com, O=Example Ltd, C=DE</c>.</param>
    /// <returns>The name.</returns>
    /// <exception cref="SslToolsException">InvalidSubject.</exception>
    public static X509Name Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw SslError.InvalidSubject(text, "it is empty");
        try
        {
            var name = new X509Name(true, text.Trim());
            _ = name.GetDerEncoded();
            return name;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or IndexOutOfRangeException or Asn1Exception)
        {
            throw SslError.InvalidSubject(text, e.Message.TrimEnd('.'));
        }
    }

    /// <summary>A name with a common name alone.</summary>
    /// <param name="commonName">At most 64 characters (RFC 5280 appendix A, ub-common-name).</param>
    /// <returns>The name.</returns>
    public static X509Name ForCommonName(string commonName) =>
        new(new[] { X509Name.CN }, new[] { commonName });

    /// <summary>Shows a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>RFC 4514 order, separated by a comma and a space.</returns>
    public static string Format(X509Name name) => Separator.Replace(name.ToString(true, X509Name.DefaultSymbols), ", ");
}
