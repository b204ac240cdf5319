using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Infrastructure.Dns;
using SslTools.Ports;

namespace SslTools.Infrastructure;

/// <summary>The base of cmdlets that use the store.</summary>
public abstract class StoreCmdlet : SslCmdlet
{
    private IStore? _store;

    /// <summary>
    /// The store's folder. Default: SSLTOOLS_HOME, or the machine's state folder when elevated, the user's otherwise.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StorePath { get; set; }

    /// <summary>The store.</summary>
    private protected IStore Store => _store ??= Engine.OpenStore(ResolveStorePath());

    /// <summary>Works on every entry of the store that the names select; a failure with one is written, and the next goes on.</summary>
    /// <param name="patterns">Names and patterns.</param>
    /// <param name="list">Lists the names there are.</param>
    /// <param name="work">The work on one, by its name in the store.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    private protected async Task ForEachNameAsync(
        IEnumerable<string> patterns, Func<CancellationToken, Task<IReadOnlyList<string>>> list, Func<string, Task> work,
        CancellationToken cancellationToken)
    {
        foreach (var pattern in patterns)
        {
            await GuardAsync(async () =>
            {
                foreach (var name in await StoreNames.MatchAsync(pattern, list, cancellationToken))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await GuardAsync(() => work(name), name);
                }
            }, pattern);
        }
    }

    /// <summary>Works on many records, some at once; a failure with one is written, and the others go on.</summary>
    /// <typeparam name="T">The records.</typeparam>
    /// <param name="records">The records.</param>
    /// <param name="limit">How many at once.</param>
    /// <param name="work">The work on one.</param>
    /// <param name="nameOf">A record's name, for errors.</param>
    /// <param name="cancellationToken">Cancels; what has begun is waited for, since it cleans up.</param>
    /// <returns>A task.</returns>
    private protected async Task ThrottleAsync<T>(
        IReadOnlyList<T> records, int limit, Func<T, Task> work, Func<T, string> nameOf, CancellationToken cancellationToken)
    {
        using var room = new SemaphoreSlim(limit);
        var running = records.Select(async record =>
        {
            await room.WaitAsync(cancellationToken);
            try
            {
                await GuardAsync(() => work(record), nameOf(record));
            }
            finally
            {
                room.Release();
            }
        }).ToList();
        await Task.WhenAll(running);
    }

    /// <summary>Makes DNS providers in this cmdlet's runspace.</summary>
    /// <param name="present">The user's script block, or null.</param>
    /// <param name="cleanUp">The other one.</param>
    /// <returns>What makes them.</returns>
    private protected IDnsProviderSource DnsSource(ScriptBlock? present = null, ScriptBlock? cleanUp = null) =>
        new DnsProviderSource(this, Engine, Pump, present, cleanUp);

    /// <summary>Does the work on one record; a failure is written as an error of it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="target">The record.</param>
    /// <returns>A task.</returns>
    private protected async Task GuardAsync(Func<Task> work, object target)
    {
        try
        {
            await work();
        }
        catch (SslToolsException e)
        {
            WriteFailure(e, target);
        }
    }

    private string ResolveStorePath() =>
        StorePath is null ? Services.StorePath.Default(Engine.IsElevated) : GetUnresolvedProviderPathFromPSPath(StorePath);
}
