using System.Linq;

namespace SslTools;

/// <summary>The name of a certificate in questions for renewal information (RFC 9773 section 4.1).</summary>
public static class AcmeCertId
{
    /// <summary>Makes the name.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The issuer's key identifier and the serial number, each base64url, with a dot between; null where the certificate names no issuer key.</returns>
    public static string? Of(CertificateDescription certificate) =>
        string.IsNullOrEmpty(certificate.AuthorityKeyIdentifier)
            ? null
            : $"{Encode(certificate.AuthorityKeyIdentifier!)}.{Encode(certificate.SerialNumber)}";

    // The serial number's hex is that of its DER content, with the leading zero that keeps it positive.
    private static string Encode(string hex) => Base64Url.Encode(
        Enumerable.Range(0, hex.Length / 2).Select(i => System.Convert.ToByte(hex.Substring(i * 2, 2), 16)).ToArray());
}
