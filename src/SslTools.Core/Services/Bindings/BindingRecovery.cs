using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Finishes or undoes what a killed process left.</summary>
internal sealed class BindingRecovery
{
    private readonly IServerFiles _files;
    private readonly ServerCommands _commands;
    private readonly IBindingStore _bindings;
    private readonly IReporter _reporter;

    public BindingRecovery(IEngine engine, IBindingStore bindings, IReporter reporter)
    {
        _files = engine.ServerFiles;
        _commands = new ServerCommands(engine.Processes, reporter);
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

    /// <summary>The changes that undo changes.</summary>
    /// <param name="edits">The changes.</param>
    /// <returns>What was before, after what was made of it.</returns>
    public static IReadOnlyList<FileEdit> Inverse(IReadOnlyList<FileEdit> edits) =>
        edits.Select(edit => edit with { Before = edit.After, After = edit.Before }).ToList();

    private async Task UndoAsync(IWebServerInstance server, BindingJournal journal)
    {
        foreach (var edit in journal.Edits)
        {
            if (!await FileChange.RestoreAsync(_files, edit).ConfigureAwait(false))
                _reporter.Warning($"An earlier run was interrupted while it changed '{edit.Path}', and someone changed the file since; it was left as it is.");
        }

        await _commands.UndoAsync(journal.Commands).ConfigureAwait(false);
        _reporter.Warning($"An earlier run was interrupted while it changed {server.Name}; its change was undone.");
        if (server.IsRunning() && await server.CheckAsync(CancellationToken.None).ConfigureAwait(false) is null)
            await server.ReloadAsync(Inverse(journal.Edits), CancellationToken.None).ConfigureAwait(false);
    }
}
