using System.Security;

namespace SslTools.Ports;

/// <summary>Account keys as files: this module's own, and those of other ACME clients.</summary>
public interface IAccountKeys
{
    /// <summary>
    /// Reads a private key: PEM or DER in PKCS#8 (encrypted too), PKCS#1 or SEC 1 (lego, acme.sh, Posh-ACME with its export),
    /// or a JSON Web Key (certbot's <c>private_key.json</c>, RFC 7517).
    /// </summary>
    /// <param name="content">The file's content.</param>
    /// <param name="passphrase">Opens an encrypted key, or null.</param>
    /// <param name="path">The file, for the error.</param>
    /// <returns>Unencrypted PKCS#8 DER. Secret.</returns>
    /// <exception cref="SslToolsException">MalformedKey, KeyPassphraseRequired, WrongPassphrase.</exception>
    byte[] Read(byte[] content, SecureString? passphrase, string path);

    /// <summary>Writes a key as PKCS#8 PEM.</summary>
    /// <param name="key">Unencrypted PKCS#8 DER.</param>
    /// <param name="passphrase">Encrypts it, or null.</param>
    /// <returns>The file's content.</returns>
    /// <exception cref="SslToolsException">EmptyPassphrase.</exception>
    byte[] Write(byte[] key, SecureString? passphrase);

    /// <summary>Names the kind of key.</summary>
    /// <param name="key">Unencrypted PKCS#8 DER.</param>
    /// <returns>P256, RSA2048, ...</returns>
    /// <exception cref="SslToolsException">MalformedKey.</exception>
    string AlgorithmOf(byte[] key);
}
