using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The bindings of a store, and the changes to servers that are under way.</summary>
public interface IBindingStore
{
    /// <summary>All bindings that are remembered.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The bindings; an unreadable one is left out.</returns>
    Task<IReadOnlyList<BindingRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds a binding.</summary>
    /// <param name="server">The web server.</param>
    /// <param name="configPath">Its main configuration file.</param>
    /// <param name="hostName">The site's name.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The binding, or null.</returns>
    Task<BindingRecord?> FindAsync(string server, string configPath, string hostName, int port, CancellationToken cancellationToken);

    /// <summary>Remembers a binding in place of the one with the same server, file, name and port.</summary>
    /// <param name="record">The binding.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task SaveAsync(BindingRecord record, CancellationToken cancellationToken);

    /// <summary>Forgets a binding.</summary>
    /// <param name="record">The binding.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task DeleteAsync(BindingRecord record, CancellationToken cancellationToken);

    /// <summary>Takes the lock of a server's configuration; waits while another process changes it.</summary>
    /// <param name="server">The web server.</param>
    /// <param name="configPath">Its main configuration file.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>Disposing it releases the lock.</returns>
    /// <exception cref="SslToolsException">StoreLocked, naming the holder.</exception>
    Task<IDisposable> LockAsync(string server, string configPath, CancellationToken cancellationToken);

    /// <summary>Reads the journal of a server's configuration; the caller holds its lock.</summary>
    /// <param name="server">The web server.</param>
    /// <param name="configPath">Its main configuration file.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The change that was under way, or null.</returns>
    Task<BindingJournal?> ReadJournalAsync(string server, string configPath, CancellationToken cancellationToken);

    /// <summary>Writes the journal; it is on the disk before this returns. The caller holds the lock.</summary>
    /// <param name="journal">The change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task WriteJournalAsync(BindingJournal journal, CancellationToken cancellationToken);

    /// <summary>Ends the journal; the caller holds the lock.</summary>
    /// <param name="journal">The change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task EndJournalAsync(BindingJournal journal, CancellationToken cancellationToken);
}
