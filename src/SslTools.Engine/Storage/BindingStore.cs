using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.Encoders;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>The bindings of a store: one JSON file each, and one journal for each configuration that is being changed.</summary>
public sealed class BindingStore : IBindingStore
{
    private const string Bindings = "bindings";
    private const string Journals = "journals";
    private const string BindingFile = "binding.json";
    private const string JournalFile = "journal.json";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    private readonly IStore _store;

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    public BindingStore(IStore store) => _store = store;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BindingRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var records = new List<BindingRecord>();
        foreach (var name in await _store.ListAsync(Bindings, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await ReadAsync<BindingRecord>(Bindings, name, BindingFile, cancellationToken).ConfigureAwait(false) is { } record) records.Add(record);
            }
            catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
            {
                // It never hides the others; binding the site again replaces it.
            }
        }

        return records;
    }

    /// <inheritdoc/>
    public async Task<BindingRecord?> FindAsync(
        string server, string configPath, string hostName, int port, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync<BindingRecord>(Bindings, NameOf(server, configPath, hostName, port), BindingFile, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(BindingRecord record, CancellationToken cancellationToken) =>
        WriteAsync(Bindings, NameOf(record), BindingFile, record, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(BindingRecord record, CancellationToken cancellationToken) =>
        _store.DeleteAsync(Bindings, NameOf(record), cancellationToken);

    /// <inheritdoc/>
    public Task<IDisposable> LockAsync(string server, string configPath, CancellationToken cancellationToken) =>
        _store.LockAsync(Journals, NameOf(server, configPath), Lease, Wait, cancellationToken);

    /// <inheritdoc/>
    public Task<BindingJournal?> ReadJournalAsync(string server, string configPath, CancellationToken cancellationToken) =>
        ReadAsync<BindingJournal>(Journals, NameOf(server, configPath), JournalFile, cancellationToken);

    /// <inheritdoc/>
    public Task WriteJournalAsync(BindingJournal journal, CancellationToken cancellationToken) =>
        WriteAsync(Journals, NameOf(journal.Server, journal.ConfigPath), JournalFile, journal, cancellationToken);

    /// <inheritdoc/>
    public Task EndJournalAsync(BindingJournal journal, CancellationToken cancellationToken) =>
        _store.DeleteAsync(Journals, NameOf(journal.Server, journal.ConfigPath), cancellationToken);

    private static string NameOf(BindingRecord record) => NameOf(record.Server, record.ConfigPath, record.HostName, record.Port);

    // Readable for a person who looks into the folder, and unique by the digest.
    private static string NameOf(string server, string configPath, string hostName, int port)
    {
        var readable = new string(hostName.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_').Take(60).ToArray()).Replace("..", "__");
        return $"{server}-{readable}-{port}-{Digest($"{configPath}\n{hostName}")}";
    }

    private static string NameOf(string server, string configPath) => $"{server}-{Digest(configPath)}";

    private static string Digest(string text) =>
        Hex.ToHexString(DigestUtilities.CalculateDigest("SHA-256", Encoding.UTF8.GetBytes(text))).Substring(0, 12);

    private async Task<T?> ReadAsync<T>(string collection, string name, string file, CancellationToken cancellationToken)
        where T : class
    {
        var entry = await _store.GetAsync(collection, name, 0, cancellationToken).ConfigureAwait(false);
        return entry?.Read(file) is { } json ? StoreJson.Read<T>(json, entry.PathOf(file) ?? name) : null;
    }

    private async Task WriteAsync(string collection, string name, string file, object value, CancellationToken cancellationToken)
    {
        var version = (await _store.GetAsync(collection, name, 0, cancellationToken).ConfigureAwait(false))?.Version ?? 0;
        var files = new Dictionary<string, byte[]> { [file] = StoreJson.Write(value) };
        await _store.PutAsync(collection, name, files, version, cancellationToken).ConfigureAwait(false);
    }
}
