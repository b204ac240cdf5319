namespace SslTools;

/// <summary>The algorithms of a PFX file.</summary>
public enum SslPfxEncryption
{
    /// <summary>
    /// AES-256-CBC with PBKDF2-HMAC-SHA-256 and a SHA-256 MAC: Windows 10 1709 and Server 2019, OpenSSL 1.0, Java 8u301, macOS 15 and later.
    /// </summary>
    Modern,

    /// <summary>3DES and a SHA-1 MAC, for older readers such as Windows Server 2016. Weak: give a long password.</summary>
    Legacy,
}
