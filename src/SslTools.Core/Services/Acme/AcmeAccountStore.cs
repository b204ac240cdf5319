using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The accounts of a store: a document each, with the encrypted keys as its files.</summary>
internal sealed class AcmeAccountStore
{
    private const string Collection = "acme-accounts";
    private const string KeyFile = "account.key";
    private const string NewKeyFile = "new-account.key";

    // As long as another run may take to make the account at a slow CA.
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    private readonly IDocuments<AcmeAccountRecord> _documents;
    private readonly ISecretProtector _secrets;

    /// <summary>Opens the accounts.</summary>
    /// <param name="engine">The adapters.</param>
    /// <param name="store">The store.</param>
    public AcmeAccountStore(IEngine engine, IStore store)
    {
        _documents = engine.OpenDocuments<AcmeAccountRecord>(store, Collection);
        _secrets = engine.OpenSecrets(store);
    }

    /// <summary>Where the store is.</summary>
    public string Location => _documents.Location;

    /// <summary>The names, sorted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names.</returns>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _documents.ListAsync(cancellationToken);

    /// <summary>What is kept of an account, without its key.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The record, or null.</returns>
    public async Task<AcmeAccountRecord?> FindRecordAsync(string name, CancellationToken cancellationToken) =>
        (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Finds an account with its keys.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account, or null.</returns>
    /// <exception cref="SslToolsException">CorruptEntry, SecretNotReadable.</exception>
    public async Task<StoredAccount?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await _documents.FindAsync(name, cancellationToken).ConfigureAwait(false) is not { } document) return null;
        var key = await ReadAsync(document, KeyFile, cancellationToken).ConfigureAwait(false) ?? throw SslError.CorruptEntry(name, "its key is missing");
        return new StoredAccount(document.Name, document.Value, key, await ReadAsync(document, NewKeyFile, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Finds an account that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    /// <exception cref="SslToolsException">NotFound, CorruptEntry, SecretNotReadable.</exception>
    public async Task<StoredAccount> GetAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw SslError.NotFound("account", name, Location);

    /// <summary>Writes an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    public async Task<StoredAccount> SaveAsync(StoredAccount account, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]> { [KeyFile] = await _secrets.ProtectAsync(account.Key, cancellationToken).ConfigureAwait(false) };
        if (account.NewKey is not null) files[NewKeyFile] = await _secrets.ProtectAsync(account.NewKey, cancellationToken).ConfigureAwait(false);
        await _documents.SaveAsync(account.Name, account.Record, files, cancellationToken).ConfigureAwait(false);
        return account;
    }

    /// <summary>Removes an account with its keys.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when there was one.</returns>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) => _documents.DeleteAsync(name, cancellationToken);

    /// <summary>Keeps others from changing an account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The lock.</returns>
    public Task<IDisposable> LockAsync(string name, CancellationToken cancellationToken) => _documents.LockAsync(name, Wait, cancellationToken);

    /// <summary>The pipeline's object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="record">What is kept of it.</param>
    /// <returns>The object.</returns>
    public LetsEncryptAccount Show(string name, AcmeAccountRecord record) => new()
    {
        Name = name,
        Server = AcmeServer.Parse(record.Directory).Name,
        Directory = new Uri(record.Directory),
        Address = record.Address is null ? null : new Uri(record.Address),
        Contacts = record.Contacts,
        KeyAlgorithm = record.KeyAlgorithm,
        KeyThumbprint = record.KeyThumbprint,
        Status = record.Deactivated ? AcmeStatus.Deactivated : record.Address is null ? AcmeStatus.Pending : AcmeStatus.Valid,
        Created = record.Created,
        ExternalAccountKeyId = record.ExternalAccountKeyId,
        StorePath = Location,
    };

    private async Task<byte[]?> ReadAsync(IDocument<AcmeAccountRecord> document, string file, CancellationToken cancellationToken) =>
        document.Read(file) is { } data
            ? await _secrets.UnprotectAsync(data, $"The key of the account '{document.Name}'", cancellationToken).ConfigureAwait(false)
            : null;
}
