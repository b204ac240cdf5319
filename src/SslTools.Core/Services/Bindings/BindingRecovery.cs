using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Finishes or undoes what a killed process left.</summary>
internal sealed class BindingRecovery
{
    private readonly IServerFiles _files;
    private readonly IBindingStore _bindings;
    private readonly IReporter _reporter;

    public BindingRecovery(IServerFiles files, IBindingStore bindings, IReporter reporter)
    {
        _files = files;
        _bindings = bindings;
        _reporter = reporter;
    }

    /// <summary>Looks into the journal; the caller holds the lock.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Cancels before anything is done.</param>
    /// <returns>A task.</returns>
    public async Task RunAsync(IWebServerInstance server, CancellationToken cancellationToken)
    {
        var journal = await _bindings.ReadJournalAsync(server.Name, server.ConfigPath, cancellationToken).ConfigureAwait(false);
        if (journal is null) return;
        if (journal.Proved) await RememberAsync(_bindings, journal, CancellationToken.None).ConfigureAwait(false);
        else await UndoAsync(server, journal).ConfigureAwait(false);
        await _bindings.EndJournalAsync(journal, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Writes down the bindings of a change that was carried out; doing it again does no harm.</summary>
    /// <param name="bindings">The store.</param>
    /// <param name="journal">The change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    public static async Task RememberAsync(IBindingStore bindings, BindingJournal journal, CancellationToken cancellationToken)
    {
        foreach (var record in journal.Remembered) await bindings.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        foreach (var record in journal.Forgotten) await bindings.DeleteAsync(record, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts a file back, unless somebody else changed it meanwhile.</summary>
    /// <param name="files">The files.</param>
    /// <param name="edit">The change.</param>
    /// <returns>True when the original stands there.</returns>
    public static async Task<bool> RestoreAsync(IServerFiles files, FileEdit edit)
    {
        var now = files.Read(edit.Path);
        if (now is null || now.SequenceEqual(edit.Before)) return now is not null;
        if (!now.SequenceEqual(edit.After)) return false;
        await files.ReplaceAsync(edit.Path, edit.Before, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private async Task UndoAsync(IWebServerInstance server, BindingJournal journal)
    {
        foreach (var edit in journal.Edits)
        {
            if (!await RestoreAsync(_files, edit).ConfigureAwait(false))
                _reporter.Warning($"An earlier run was interrupted while it changed '{edit.Path}', and someone changed the file since; it was left as it is.");
        }

        _reporter.Warning($"An earlier run was interrupted while it changed {server.Name}; its change was undone.");
        if (server.IsRunning() && await server.CheckAsync(CancellationToken.None).ConfigureAwait(false) is null)
            await server.ReloadAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
