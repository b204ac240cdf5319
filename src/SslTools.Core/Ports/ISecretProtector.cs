using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// Encrypts the secrets of a store at rest by the means the machine has, so that any account that may read the store can
/// decrypt them, a scheduled task among them, and a copy of the single file is worth nothing elsewhere.
/// </summary>
public interface ISecretProtector
{
    /// <summary>Encrypts.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What may be written.</returns>
    Task<byte[]> ProtectAsync(byte[] secret, CancellationToken cancellationToken);

    /// <summary>Decrypts.</summary>
    /// <param name="data">What was written.</param>
    /// <param name="what">What it is, for the error.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="SslToolsException">SecretNotReadable: changed, or encrypted on another machine.</exception>
    Task<byte[]> UnprotectAsync(byte[] data, string what, CancellationToken cancellationToken);
}
