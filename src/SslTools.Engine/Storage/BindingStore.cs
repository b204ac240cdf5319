using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>The bindings of a store: one JSON file each, and one journal for each configuration that is being changed.</summary>
public sealed class BindingStore : IBindingStore
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    private readonly Documents<BindingRecord> _bindings;
    private readonly Documents<BindingJournal> _journals;

    /// <summary>Makes the view.</summary>
    /// <param name="store">The store.</param>
    public BindingStore(IStore store)
    {
        _bindings = new Documents<BindingRecord>(store, "bindings", "binding.json");
        _journals = new Documents<BindingJournal>(store, "journals", "journal.json");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BindingRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var records = new List<BindingRecord>();
        foreach (var name in await _bindings.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await _bindings.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } record) records.Add(record.Value);
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
            return (await _bindings.FindAsync(NameOf(server, configPath, hostName, port), cancellationToken).ConfigureAwait(false))?.Value;
        }
        catch (SslToolsException e) when (e.ErrorId == "CorruptEntry")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(BindingRecord record, CancellationToken cancellationToken) =>
        _bindings.SaveAsync(NameOf(record), record, null, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(BindingRecord record, CancellationToken cancellationToken) =>
        _bindings.DeleteAsync(NameOf(record), cancellationToken);

    /// <inheritdoc/>
    public Task<IDisposable> LockAsync(string server, string configPath, CancellationToken cancellationToken) =>
        _journals.LockAsync(NameOf(server, configPath), Wait, cancellationToken);

    /// <inheritdoc/>
    public async Task<BindingJournal?> ReadJournalAsync(string server, string configPath, CancellationToken cancellationToken) =>
        (await _journals.FindAsync(NameOf(server, configPath), cancellationToken).ConfigureAwait(false))?.Value;

    /// <inheritdoc/>
    public Task WriteJournalAsync(BindingJournal journal, CancellationToken cancellationToken) =>
        _journals.SaveAsync(NameOf(journal.Server, journal.ConfigPath), journal, null, cancellationToken);

    /// <inheritdoc/>
    public Task EndJournalAsync(BindingJournal journal, CancellationToken cancellationToken) =>
        _journals.DeleteAsync(NameOf(journal.Server, journal.ConfigPath), cancellationToken);

    private static string NameOf(BindingRecord record) => NameOf(record.Server, record.ConfigPath, record.HostName, record.Port);

    // Readable for a person who looks into the folder, and unique by the digest.
    private static string NameOf(string server, string configPath, string hostName, int port)
    {
        var readable = new string(hostName.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_').Take(60).ToArray()).Replace("..", "__");
        return $"{server}-{readable}-{port}-{Digest($"{configPath}\n{hostName}")}";
    }

    private static string NameOf(string server, string configPath) => $"{server}-{Digest(configPath)}";

    private static string Digest(string text) => ShortDigest.Of(text, 6);
}
