using System.Collections.Generic;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace SslTools.Ports;

/// <summary>
/// Reads certificates and keys from files in any format, told by their content: never more than a fixed size, depth,
/// number and amount of work, whatever a file claims. What can't be read is a failure in the result, one for each file.
/// </summary>
public interface IHeapReader
{
    /// <summary>Reads files and folders (with the folders in them).</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="password">Opens what is encrypted, or null; the empty password is then tried where a format has it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found.</returns>
    CertificateHeap Read(IReadOnlyList<string> paths, SecureString? password, CancellationToken cancellationToken);

    /// <summary>Reads one content.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="place">The file or address, for messages.</param>
    /// <param name="password">Opens what is encrypted, or null.</param>
    /// <returns>What was found.</returns>
    CertificateHeap Read(byte[] content, string place, SecureString? password);

    /// <summary>Reads a platform's certificate: its key where that can be exported, and the intermediates that the platform keeps.</summary>
    /// <param name="certificate">The object; it stays the caller's.</param>
    /// <returns>What was found, the certificate first.</returns>
    CertificateHeap Read(X509Certificate2 certificate);
}
