namespace SslTools;

/// <summary>Which TLS versions and ciphers a site offers: Mozilla's guidelines, version 6.0 (ssl-config.mozilla.org).</summary>
public enum SslTlsPolicy
{
    /// <summary>TLS 1.2 and 1.3: right for almost every public site.</summary>
    Intermediate,

    /// <summary>TLS 1.3 alone: for clients that are all from 2019 or later.</summary>
    Modern,
}
