using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The certificates of a store.</summary>
public interface ICertificateStore
{
    /// <summary>Where the store is, for messages.</summary>
    string Location { get; }

    /// <summary>The names of all certificates, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds a certificate; only its metadata is read.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">A version, or 0 for the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The certificate, or null.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    Task<SslCertificate?> FindAsync(string name, int version, CancellationToken cancellationToken);

    /// <summary>The current version of a certificate; nothing of it is read.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The version, or 0 where there is none.</returns>
    Task<int> GetVersionAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether there is an entry of that name, readable or not.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there is one.</returns>
    Task<bool> ExistsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads all files of a certificate for a test; damage is reported, not thrown.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">A version, or 0 for the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found, or null where there is no such certificate.</returns>
    Task<StoredCertificate?> InspectAsync(string name, int version, CancellationToken cancellationToken);

    /// <summary>Keeps a certificate as a new version.</summary>
    /// <param name="name">The name.</param>
    /// <param name="bundle">Certificate, chain and key.</param>
    /// <param name="origin">How it came to be.</param>
    /// <param name="replace">Whether an existing one is replaced; its earlier version is kept.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stored certificate.</returns>
    /// <exception cref="SslToolsException">AlreadyExists, InvalidName, StoreNotUsable, WriteFailed.</exception>
    Task<SslCertificate> SaveAsync(
        string name, CertificateBundle bundle, CertificateOrigin origin, bool replace, CancellationToken cancellationToken);

    /// <summary>Removes a certificate with its key and all versions.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there was one.</returns>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes the pipeline's object of a certificate that is not stored.</summary>
    /// <param name="name">The name to show.</param>
    /// <param name="bundle">Certificate, chain and key.</param>
    /// <param name="source">Where it came from.</param>
    /// <returns>The object; nothing is written.</returns>
    SslCertificate Describe(string name, CertificateBundle bundle, SslCertificateSource source);
}
