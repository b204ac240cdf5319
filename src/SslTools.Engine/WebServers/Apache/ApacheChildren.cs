using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Storage;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// The processes of a server that answer. On a graceful restart the old ones are told to accept no more and the new ones are
/// started once the configuration has been read; until then new connections wait in the sockets, which stay open.
/// </summary>
internal static class ApacheChildren
{
    private const string Ended = "it ended, because it could not start with the changed configuration.";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A child of prefork that still answers keeps its sockets, though it accepts no more.
    private static readonly TimeSpan LimitForOld = TimeSpan.FromSeconds(2);

    // Where no processes can be seen.
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>The children of a server.</summary>
    /// <param name="parent">The server's process.</param>
    /// <returns>Their ids; none where this system does not tell.</returns>
    public static IReadOnlyList<int> Of(int parent) =>
        ProcessTitles.All().Where(process => ProcessTitles.ParentOf(process.Id) == parent).Select(process => process.Id).ToList();

    /// <summary>Waits until children from after the restart answer, and those from before accept no more.</summary>
    /// <param name="parent">The server's process.</param>
    /// <param name="old">The children from before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when they do, otherwise what was seen.</returns>
    public static async Task<string?> WaitForNewAsync(int parent, IReadOnlyList<int> old, CancellationToken cancellationToken)
    {
        if (old.Count == 0) await Task.Delay(Unseen, cancellationToken).ConfigureAwait(false);
        var waited = Stopwatch.StartNew();
        for (IReadOnlyList<int>? seen = null; old.Count > 0;)
        {
            if (!ProcessTitles.Exists(parent)) return Ended;
            if (waited.Elapsed > Limit) return "it goes on with the configuration from before.";
            var young = Of(parent).Except(old).ToList();
            var ready = young.Count > 0 && (waited.Elapsed > LimitForOld || !old.Any(Listens));

            // One that an idle server started just before the restart would be gone at the second look.
            if (ready && seen?.Any(young.Contains) == true) return null;
            seen = ready ? young : null;
            await Task.Delay(ready ? Settled : Interval, cancellationToken).ConfigureAwait(false);
        }

        return ProcessTitles.Exists(parent) ? null : Ended;
    }

    private static bool Listens(int process)
    {
        try
        {
            var sockets = new HashSet<string>(Directory.EnumerateFiles($"/proc/{process}/fd").Select(file => Posix.ReadLink(file) ?? ""));
            return new[] { "tcp", "tcp6" }.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}")).Any(line => IsListening(line, sockets));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or this account may not see it.
            return false;
        }
    }

    // "0: 0100007F:1F90 00000000:0000 0A ... inode": 0A is LISTEN (proc(5)).
    private static bool IsListening(string line, HashSet<string> sockets)
    {
        var fields = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 9 && fields[3] == "0A" && sockets.Contains($"socket:[{fields[9]}]");
    }
}
