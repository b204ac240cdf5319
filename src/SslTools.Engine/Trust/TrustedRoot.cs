using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SslTools.Engine.Cryptography;

namespace SslTools.Engine.Trust;

/// <summary>How a root is called and recognized in trust stores.</summary>
internal static class TrustedRoot
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    private static readonly Regex Whitespace = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>A name for people, different for each root: <c>SslTools dev 1A2B3C4D</c>.</summary>
    /// <param name="root">The root.</param>
    /// <returns>The name.</returns>
    public static string Nickname(SslCertificateAuthority root) => $"SslTools {root.Name} {Tag(root)}";

    /// <summary>A name for files and aliases, different for each root: <c>ssltools-dev-1a2b3c4d</c>.</summary>
    /// <param name="root">The root.</param>
    /// <returns>The name.</returns>
    public static string FileName(SslCertificateAuthority root) => $"ssltools-{root.Name}-{Tag(root)}".ToLowerInvariant();

    /// <summary>The beginning of the fingerprint, which ends every name that SslTools gives the root.</summary>
    /// <param name="root">The root.</param>
    /// <returns>Eight digits, upper-case hex.</returns>
    public static string Tag(SslCertificateAuthority root) => root.Sha256Fingerprint.Substring(0, 8);

    /// <summary>The root as text.</summary>
    /// <param name="root">The root.</param>
    /// <returns>PEM.</returns>
    public static string PemOf(SslCertificateAuthority root) => Encoding.ASCII.GetString(Pem.Write(Pem.Certificate, root.RootCertificate));

    /// <summary>Whether a text holds the very certificate, however its lines are broken and whatever stands around it.</summary>
    /// <param name="text">PEM, with other certificates and text.</param>
    /// <param name="root">The root.</param>
    /// <returns>True when it does.</returns>
    public static bool IsIn(string text, SslCertificateAuthority root) =>
        Strip(text).Contains(Strip(Begin) + Convert.ToBase64String(root.RootCertificate) + Strip(End));

    /// <summary>Whether a file's content is the very certificate and no other.</summary>
    /// <param name="content">PEM or DER.</param>
    /// <param name="root">The root.</param>
    /// <returns>True when it is.</returns>
    public static bool Is(byte[] content, SslCertificateAuthority root)
    {
        if (content.SequenceEqual(root.RootCertificate)) return true;
        var text = Encoding.ASCII.GetString(content);
        return Count(text) == 1 && IsIn(text, root);
    }

    /// <summary>How many certificates a text holds.</summary>
    /// <param name="text">PEM.</param>
    /// <returns>Their number.</returns>
    public static int Count(string text) => Regex.Matches(text, Begin).Count;

    private static string Strip(string text) => Whitespace.Replace(text, "");
}
