using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Engine.WebServers.Running;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// The graceful reload: new processes take over what the old ones listen on, and these finish their connections. In master-worker mode the
/// master does it when told by a signal, as 'systemctl reload haproxy' does; otherwise a new process is started with '-sf'.
/// </summary>
internal sealed class HaproxyReload
{
    private const int SigUsr2 = 12;

    // HAProxy tries for two seconds to bind an address that is taken, and a large configuration takes its time.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly IProcessRunner _processes;
    private readonly string _program;

    /// <summary>Makes the reload.</summary>
    /// <param name="processes">Runs HAProxy.</param>
    /// <param name="program">The program.</param>
    public HaproxyReload(IProcessRunner processes, string program)
    {
        _processes = processes;
        _program = program;
    }

    /// <summary>Reloads, and waits until the old processes take no more connections.</summary>
    /// <param name="process">The running process.</param>
    /// <param name="isDaemon">Whether the configuration has it leave the terminal.</param>
    /// <param name="socket">A stats socket that hands over what it listens on; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it did, otherwise the words of what failed.</returns>
    public async Task<string?> RunAsync(HaproxyProcess process, bool isDaemon, string? socket, CancellationToken cancellationToken)
    {
        var old = process.Workers();
        if (process.IsMasterWorker())
        {
            var failed = process.FailedReloads();
            if (Signal(process.Id) is { } words) return words;
            return await WaitAsync(old, () => process.Workers(), () => process.FailedReloads().Except(failed).Any(), cancellationToken).ConfigureAwait(false);
        }

        if (process.Arguments.IsForeground || !(isDaemon || process.Arguments.IsDaemon))
            return "it runs in the foreground without a master process, so it can't take up a change without a restart. Start it with -W.";
        var arguments = process.Arguments.ToReplace(old, socket);
        if (await ServerProgram.ComplaintAsync(_processes, _program, arguments, cancellationToken).ConfigureAwait(false) is { } complaint) return complaint;
        return await WaitAsync(old, () => HaproxyProcess.Find(process.Arguments.Files[0])?.Workers() ?? [], () => false, cancellationToken).ConfigureAwait(false);
    }

    private static string? Signal(int master)
    {
        try
        {
            Posix.Signal(master, SigUsr2);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static async Task<string?> WaitAsync(IReadOnlyList<int> old, Func<IReadOnlyList<int>> workers, Func<bool> hasFailed, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (!workers().Except(old).Any() || old.Any(id => ProcessFacts.Listens(id) == true))
        {
            if (hasFailed()) return "the new process did not start, such as for an address that it can't listen on; it goes on with the configuration from before.";
            if (waited.Elapsed > Limit) return "it goes on with the configuration from before.";
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }
}
