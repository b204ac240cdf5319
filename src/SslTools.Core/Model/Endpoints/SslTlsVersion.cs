namespace SslTools;

/// <summary>Versions of SSL and TLS, with the numbers that they have on the wire.</summary>
public enum SslTlsVersion
{
    /// <summary>SSL 3.0 (RFC 6101); broken.</summary>
    Ssl30 = 0x0300,

    /// <summary>TLS 1.0; must not be used (RFC 8996).</summary>
    Tls10 = 0x0301,

    /// <summary>TLS 1.1; must not be used (RFC 8996).</summary>
    Tls11 = 0x0302,

    /// <summary>TLS 1.2 (RFC 5246).</summary>
    Tls12 = 0x0303,

    /// <summary>TLS 1.3 (RFC 8446).</summary>
    Tls13 = 0x0304,
}
