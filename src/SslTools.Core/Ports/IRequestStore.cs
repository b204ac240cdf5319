using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The certification requests of a store that wait for their certificate, each with its private key.</summary>
public interface IRequestStore
{
    /// <summary>Where the store is, for messages.</summary>
    string Location { get; }

    /// <summary>The names of all requests, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds a request.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The request, or null.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    Task<SslCertificateRequest?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether there is an entry of that name, readable or not.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there is one.</returns>
    Task<bool> ExistsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads the private key of a request.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Unencrypted PKCS#8 DER. Secret.</returns>
    /// <exception cref="SslToolsException">NotFound, CorruptEntry.</exception>
    Task<byte[]> GetPrivateKeyAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps a request with its key.</summary>
    /// <param name="name">The name.</param>
    /// <param name="request">The request, DER.</param>
    /// <param name="template">What it asks for.</param>
    /// <param name="key">The private key.</param>
    /// <param name="replace">Whether an existing one is replaced; its earlier version is kept.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The stored request.</returns>
    /// <exception cref="SslToolsException">AlreadyExists, StoreNotUsable, WriteFailed.</exception>
    Task<SslCertificateRequest> SaveAsync(
        string name, byte[] request, RequestTemplate template, HeapKey key, bool replace, CancellationToken cancellationToken);

    /// <summary>Removes a request with its key and all versions.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there was one.</returns>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);
}
