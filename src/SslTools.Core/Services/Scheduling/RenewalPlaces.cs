using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The folders that a renewal writes, as far as the store knows them: for schedulers that allow no others.</summary>
internal sealed class RenewalPlaces
{
    private readonly IBindingStore _bindings;
    private readonly IDocuments<AcmeRenewalRecord> _renewals;
    private readonly string _store;

    public RenewalPlaces(IEngine engine, IStore store)
    {
        _bindings = engine.OpenBindings(store);
        _renewals = engine.OpenDocuments<AcmeRenewalRecord>(store, AcmeRenewalRecord.Collection);
        _store = store.Location;
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var bindings = await _bindings.ListAsync(cancellationToken).ConfigureAwait(false);
        var files = bindings.SelectMany(binding => binding.Changes.Select(change => change.Path).Append(binding.ConfigPath));
        var folders = new List<string>(files.Select(Path.GetDirectoryName).OfType<string>());
        foreach (var name in await _renewals.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(name, cancellationToken).ConfigureAwait(false) is { } record) folders.AddRange(record.Challenges.WebRoots.Values);
        }

        return folders.Where(Path.IsPathRooted).Distinct().OrderBy(folder => folder, StringComparer.Ordinal).Prepend(_store).ToList();
    }

    // A record that can't be read is the renewal's to complain about.
    private async Task<AcmeRenewalRecord?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _renewals.FindAsync(name, cancellationToken).ConfigureAwait(false))?.Value;
        }
        catch (SslToolsException)
        {
            return null;
        }
    }
}
