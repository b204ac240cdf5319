namespace SslTools;

/// <summary>What a certificate is for, as a request can ask (extended key usage, RFC 5280 section 4.2.1.12).</summary>
public enum SslKeyPurpose
{
    /// <summary>A TLS server.</summary>
    ServerAuth,

    /// <summary>A TLS client. Public CAs no longer put it into server certificates.</summary>
    ClientAuth,
}
