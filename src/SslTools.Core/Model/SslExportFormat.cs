namespace SslTools;

/// <summary>The file formats that a certificate is exported in.</summary>
public enum SslExportFormat
{
    /// <summary>PEM text (RFC 7468): certificates, issuers and key in the order a server wants.</summary>
    Pem,

    /// <summary>The certificate alone, DER.</summary>
    Der,

    /// <summary>The certificate and its issuers, PKCS#7 without signer (RFC 2315).</summary>
    Pkcs7,

    /// <summary>The private key, PKCS#8 (RFC 5958).</summary>
    Pkcs8,

    /// <summary>Certificate, issuers and private key, PKCS#12 (RFC 7292).</summary>
    Pfx,

    /// <summary>Certificate, issuers and private key, a Java keystore.</summary>
    Jks,
}
