using System;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>
/// Writes and removes TXT records in someone's zone. Several values may stand at one name at once (a wildcard and its
/// base name): adding one never replaces another, removing one leaves the others. Both do nothing where nothing is left
/// to do. Calls may come from any thread, but never two at once.
/// </summary>
public interface IDnsProvider : IDisposable
{
    /// <summary>Its name, for messages.</summary>
    string Name { get; }

    /// <summary>How long a record may take to reach the authoritative servers; null: the default of two minutes.</summary>
    TimeSpan? PropagationTimeout { get; }

    /// <summary>Adds a TXT record.</summary>
    /// <param name="record">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">DnsProviderFailed, DnsZoneNotFound.</exception>
    Task AddAsync(DnsTxtRecord record, CancellationToken cancellationToken);

    /// <summary>Removes a TXT record.</summary>
    /// <param name="record">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">DnsProviderFailed, DnsZoneNotFound.</exception>
    Task RemoveAsync(DnsTxtRecord record, CancellationToken cancellationToken);

    /// <summary>Sends what was collected, for providers that write many records at once; after all adds, and after all removes.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    Task CommitAsync(CancellationToken cancellationToken);
}

/// <summary>A TXT record.</summary>
/// <param name="Name">The whole name without a trailing dot, lower-case A-labels.</param>
/// <param name="Value">Its text.</param>
public sealed record DnsTxtRecord(string Name, string Value);
