namespace SslTools;

/// <summary>What a PEM file holds, in this order.</summary>
public enum SslPemContent
{
    /// <summary>The certificate, then its issuers: nginx, Apache httpd, Exim, Dovecot.</summary>
    FullChain,

    /// <summary>The certificate alone.</summary>
    Certificate,

    /// <summary>The issuers alone: an OCSP stapling file, or a ca-file beside <see cref="CertificateAndKey"/>.</summary>
    Chain,

    /// <summary>The certificate, then its key: lighttpd beside a ca-file.</summary>
    CertificateAndKey,

    /// <summary>The certificate, its issuers, then the key: HAProxy, lighttpd, stunnel.</summary>
    FullChainAndKey,

    /// <summary>The key, the certificate, then its issuers: Postfix (smtpd_tls_chain_files), Courier.</summary>
    KeyAndFullChain,
}
