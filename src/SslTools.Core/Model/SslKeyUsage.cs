namespace SslTools;

/// <summary>What a key may be used for, as a request can ask (RFC 5280 section 4.2.1.3); only what server certificates have.</summary>
public enum SslKeyUsage
{
    /// <summary>Signing handshakes: every key.</summary>
    DigitalSignature,

    /// <summary>Deciphering what clients encrypt: RSA without forward secrecy.</summary>
    KeyEncipherment,

    /// <summary>Agreeing on a key: static ECDH, which hardly anyone uses.</summary>
    KeyAgreement,
}
