namespace SslTools;

/// <summary>What became of the private key of a local CA's root.</summary>
public enum SslRootKeyState
{
    /// <summary>Kept, encrypted with the passphrase (PBES2, AES-256).</summary>
    Encrypted,

    /// <summary>Thrown away after the intermediate was signed.</summary>
    Discarded,
}
