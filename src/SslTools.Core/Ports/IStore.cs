using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// Named entries in collections (certificates, authorities, ...), each a small set of files, kept in versions.
/// A version is written whole or not at all, and becomes the current one in one step.
/// The contract also fits a shared engine such as etcd: a put names the version it replaces, a lock has an owner
/// and a lease, and changes can be watched. The default is <c>FileStore</c>.
/// Names are checked with <see cref="StoreName.Parse"/> by every implementation.
/// </summary>
public interface IStore
{
    /// <summary>Where the store is, for messages: a folder, or the address of a shared engine.</summary>
    string Location { get; }

    /// <summary>The names in a collection, sorted.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names; none where the store does not exist yet.</returns>
    Task<IReadOnlyList<string>> ListAsync(string collection, CancellationToken cancellationToken);

    /// <summary>Finds an entry.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <param name="version">A version, or 0 for the current one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entry, or null.</returns>
    Task<IStoreEntry?> GetAsync(string collection, string name, int version, CancellationToken cancellationToken);

    /// <summary>Writes a new version and makes it current (put-if-unchanged).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <param name="files">File names and contents.</param>
    /// <param name="expectedVersion">The version that is current now; 0: there is none.</param>
    /// <param name="cancellationToken">Cancels until the new version becomes current.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="SslToolsException">StoreConflict, StoreNotUsable, WriteFailed. Nothing was changed.</exception>
    Task<IStoreEntry> PutAsync(
        string collection, string name, IReadOnlyDictionary<string, byte[]> files, int expectedVersion, CancellationToken cancellationToken);

    /// <summary>Removes an entry with all its versions; nothing happens where there is none.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there was one.</returns>
    Task<bool> DeleteAsync(string collection, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lock of a name; waits while another holds it. After taking it, check that the work still needs doing.
    /// A lock never outlives its holder: it ends with the process, or, in a shared engine, with the lease.
    /// Writing and deleting take it by themselves where the caller does not hold it.
    /// </summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The name.</param>
    /// <param name="lease">How long the holder may be silent in a shared engine.</param>
    /// <param name="wait">How long to wait for another holder.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The lock; disposing it releases it.</returns>
    /// <exception cref="SslToolsException">StoreLocked after <paramref name="wait"/>, naming the holder.</exception>
    Task<IDisposable> LockAsync(string collection, string name, TimeSpan lease, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Calls back with the name of each entry that changes, from any thread; may call more often than needed.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="changed">Called with the name.</param>
    /// <returns>Disposing it ends the watch.</returns>
    IDisposable Watch(string collection, Action<string> changed);
}
