using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>The JSON documents of one collection.</summary>
/// <typeparam name="T">What a document says.</typeparam>
public sealed class Documents<T> : IDocuments<T>
    where T : class
{
    private const string File = "document.json";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly IStore _store;
    private readonly string _collection;
    private readonly string _file;

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="file">The file's name in each entry.</param>
    public Documents(IStore store, string collection, string file = File)
    {
        _store = store;
        _collection = collection;
        _file = file;
    }

    /// <inheritdoc/>
    public string Location => _store.Location;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(_collection, cancellationToken);

    /// <inheritdoc/>
    public async Task<IDocument<T>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var entry = await _store.GetAsync(_collection, name, 0, cancellationToken).ConfigureAwait(false);
        return entry?.Read(_file) is { } json ? new Document(entry, StoreJson.Read<T>(json, entry.PathOf(_file) ?? name)) : null;
    }

    /// <inheritdoc/>
    public async Task SaveAsync(string name, T value, IReadOnlyDictionary<string, byte[]>? files, CancellationToken cancellationToken)
    {
        var all = files?.ToDictionary(file => file.Key, file => file.Value) ?? [];
        all[_file] = StoreJson.Write(value);
        var version = (await _store.GetAsync(_collection, name, 0, cancellationToken).ConfigureAwait(false))?.Version ?? 0;
        await _store.PutAsync(_collection, name, all, version, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) => _store.DeleteAsync(_collection, name, cancellationToken);

    /// <inheritdoc/>
    public Task<IDisposable> LockAsync(string name, TimeSpan wait, CancellationToken cancellationToken) =>
        _store.LockAsync(_collection, name, Lease, wait, cancellationToken);

    private sealed class Document(IStoreEntry entry, T value) : IDocument<T>
    {
        public string Name => entry.Name;

        public T Value => value;

        public byte[]? Read(string file) => entry.Read(file);
    }
}
