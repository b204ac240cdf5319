using System.Security;

namespace SslTools.Ports;

/// <summary>Encrypts private keys with a passphrase: PKCS#8 EncryptedPrivateKeyInfo with PBES2 (RFC 8018), AES-256.</summary>
public interface IKeyProtector
{
    /// <summary>Encrypts with at least 600,000 rounds of PBKDF2 with HMAC-SHA-256.</summary>
    /// <param name="privateKey">Unencrypted PKCS#8 DER.</param>
    /// <param name="passphrase">Not empty.</param>
    /// <returns>EncryptedPrivateKeyInfo, DER.</returns>
    byte[] Encrypt(byte[] privateKey, SecureString passphrase);

    /// <summary>Decrypts.</summary>
    /// <param name="encrypted">EncryptedPrivateKeyInfo, DER.</param>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="what">The key's file or name, for the error.</param>
    /// <returns>Unencrypted PKCS#8 DER.</returns>
    /// <exception cref="SslToolsException">WrongPassphrase, MalformedKey.</exception>
    byte[] Decrypt(byte[] encrypted, SecureString passphrase, string what);
}
