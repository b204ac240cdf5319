using System;

namespace SslTools.Engine.WebServers;

/// <summary>Mozilla's guidelines, version 6.0 of 2026-04-06, in OpenSSL's words (ssl-config.mozilla.org/guidelines/6.0.json).</summary>
internal static class MozillaGuidelines
{
    /// <summary>The TLS 1.2 ciphers of the Intermediate policy. TLS 1.3 chooses its own.</summary>
    public const string Ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
        + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

    // OpenSSL knows X25519MLKEM768 since 3.5; before it, a server would refuse the whole list.
    private static readonly Version PostQuantum = new(3, 5, 0);

    /// <summary>The groups for key exchange.</summary>
    /// <param name="openSsl">The server's OpenSSL; null where it has another library or none is known.</param>
    /// <returns>Names separated by colons.</returns>
    public static string Groups(Version? openSsl) => (openSsl >= PostQuantum ? "X25519MLKEM768:" : "") + "X25519:prime256v1:secp384r1";
}
