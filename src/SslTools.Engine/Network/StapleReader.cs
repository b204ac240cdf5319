using System;
using Org.BouncyCastle.Tls;

namespace SslTools.Engine.Network;

/// <summary>The OCSP response in TLS 1.3, where it is an extension of the certificate's entry (RFC 8446 section 4.4.2.1).</summary>
internal static class StapleReader
{
    // The kind of status, then three bytes of length (RFC 6066 section 8).
    private const int HeaderLength = 4;

    /// <summary>Reads it.</summary>
    /// <param name="certificate">The message.</param>
    /// <returns>DER, or null.</returns>
    public static byte[]? Read(Certificate certificate)
    {
        if (certificate.IsEmpty || certificate.GetCertificateEntryAt(0).Extensions is not { } extensions) return null;
        if (!extensions.TryGetValue(ExtensionType.status_request, out var status)) return null;
        if (status.Length <= HeaderLength || status[0] != CertificateStatusType.ocsp) return null;
        var length = (status[1] << 16) | (status[2] << 8) | status[3];
        if (length != status.Length - HeaderLength) return null;
        var response = new byte[length];
        Array.Copy(status, HeaderLength, response, 0, length);
        return response;
    }
}
