namespace SslTools;

/// <summary>What a certificate is to be used for (RFC 5280 section 4.2.1.12).</summary>
public enum SslCertificatePurpose
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>A TLS server.</summary>
    ServerAuthentication,

    /// <summary>A TLS client.</summary>
    ClientAuthentication,
}
