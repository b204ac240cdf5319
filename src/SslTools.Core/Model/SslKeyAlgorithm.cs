namespace SslTools;

/// <summary>The key pairs that SslTools generates.</summary>
public enum SslKeyAlgorithm
{
    /// <summary>ECDSA on NIST P-256 (secp256r1), signed with SHA-256.</summary>
    P256,

    /// <summary>ECDSA on NIST P-384 (secp384r1), signed with SHA-384.</summary>
    P384,

    /// <summary>ECDSA on NIST P-521 (secp521r1), signed with SHA-512.</summary>
    P521,

    /// <summary>RSA with a modulus of 2048 bits, signed with SHA-256.</summary>
    RSA2048,

    /// <summary>RSA with a modulus of 3072 bits, signed with SHA-256.</summary>
    RSA3072,

    /// <summary>RSA with a modulus of 4096 bits, signed with SHA-512.</summary>
    RSA4096,

    /// <summary>Ed25519 (RFC 8410). Web browsers do not accept it.</summary>
    Ed25519,
}
