using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The JSON documents of one collection of a store, each with the files that belong to it.</summary>
/// <typeparam name="T">What a document says.</typeparam>
public interface IDocuments<T>
    where T : class
{
    /// <summary>Where the store is, for messages.</summary>
    string Location { get; }

    /// <summary>The names, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds a document.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The document, or null.</returns>
    /// <exception cref="SslToolsException">CorruptEntry, EntryNotReadable.</exception>
    Task<IDocument<T>?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a document, whatever was there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What it says.</param>
    /// <param name="files">All files that belong to it, or null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">StoreConflict, StoreNotUsable, WriteFailed.</exception>
    Task SaveAsync(string name, T value, IReadOnlyDictionary<string, byte[]>? files, CancellationToken cancellationToken);

    /// <summary>Removes a document with its files.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there was one.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Takes the lock of a name; see <see cref="IStore.LockAsync"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="wait">How long to wait for another holder.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The lock; disposing it releases it.</returns>
    /// <exception cref="SslToolsException">StoreLocked.</exception>
    Task<IDisposable> LockAsync(string name, TimeSpan wait, CancellationToken cancellationToken);
}

/// <summary>A document of a store.</summary>
/// <typeparam name="T">What it says.</typeparam>
public interface IDocument<out T>
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>What it says.</summary>
    T Value { get; }

    /// <summary>Reads a file that belongs to it.</summary>
    /// <param name="file">The file's name.</param>
    /// <returns>Its content, or null.</returns>
    byte[]? Read(string file);
}
