using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>
/// The worker processes of a master. After a reload old and new workers accept connections side by side for a tenth of a
/// second (ngx_master_process_cycle); on Linux their titles tell when the old ones have stopped.
/// </summary>
internal static class NginxWorkers
{
    // What a worker is called until it is told to stop.
    private const string Title = "nginx: worker process";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A master that can't bind tries five times, half a second apart, before it gives up.
    private static readonly TimeSpan LimitOnceRefused = TimeSpan.FromSeconds(3);

    // Where no titles can be read: several times what the master waits.
    private static readonly TimeSpan Unseen = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>The workers that accept connections.</summary>
    /// <param name="master">The master's id.</param>
    /// <returns>Their ids; none where this system does not tell.</returns>
    public static IReadOnlyList<int> Accepting(int master) =>
        ProcessTitles.All().Where(process => process.Title == Title && ProcessTitles.ParentOf(process.Id) == master).Select(process => process.Id).ToList();

    /// <summary>Waits until the old workers accept no more connections.</summary>
    /// <param name="old">The workers from before the reload.</param>
    /// <param name="log">Reads what was logged since.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when they go on: the master refused the new configuration.</returns>
    public static async Task<bool> WaitForNewAsync(IReadOnlyList<int> old, Func<string> log, CancellationToken cancellationToken)
    {
        if (old.Count == 0) await Task.Delay(Unseen, cancellationToken).ConfigureAwait(false);
        var waited = Stopwatch.StartNew();
        while (old.Any(id => ProcessTitles.Of(id) == Title))
        {
            if (waited.Elapsed > Limit || (waited.Elapsed > LimitOnceRefused && log().Contains("[emerg]"))) return false;
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
