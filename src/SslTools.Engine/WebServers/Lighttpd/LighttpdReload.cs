using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers.Running;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>
/// Has lighttpd read its configuration again. SIGUSR1 makes it end the requests it has and begin anew in the same process,
/// while its sockets stay open and new connections wait in them (server_graceful_state in src/server.c).
/// </summary>
internal sealed class LighttpdReload
{
    private const string Ended = "graceful shutdown started";
    private const string Begun = " server started ";
    private const int DefaultTimeout = 8;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Unseen = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly IProcessRunner _processes;
    private readonly LighttpdProcess _process;
    private readonly string? _log;
    private readonly TimeSpan _limit;

    /// <summary>Prepares.</summary>
    /// <param name="processes">Runs kill and systemctl.</param>
    /// <param name="process">The running server.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="log">Its error log; null where it can't be read.</param>
    public LighttpdReload(IProcessRunner processes, LighttpdProcess process, LighttpdConfiguration configuration, string? log)
    {
        _processes = processes;
        _process = process;
        _log = log;
        var flag = configuration.Global.Own("server.feature-flags")?.Value.List?.LastOrDefault(item => item.Key == "server.graceful-shutdown-timeout").Value?.Text;
        _limit = Grace + TimeSpan.FromSeconds(int.TryParse(flag, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : DefaultTimeout);
    }

    /// <summary>Reloads, and waits until the new configuration is read.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it did, otherwise what failed.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < _limit)
        {
            var log = ServerLog.Watch(_log, line => line.Contains(Ended) || line.Contains(Begun));
            if (await KillAsync("-USR1", cancellationToken).ConfigureAwait(false) is { } words) return words;
            if (_log is null) await Task.Delay(Unseen, cancellationToken).ConfigureAwait(false);
            else if (!await TakenUpAsync(log, waited, cancellationToken).ConfigureAwait(false)) continue;
            return ProcessTitles.Exists(_process.Id) ? null : "it has ended.";
        }

        return "it goes on with the configuration from before.";
    }

    /// <summary>Stops and starts it: only where a port is for root and it has given root's rights away.</summary>
    /// <param name="program">The program.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it did, otherwise what failed.</returns>
    public async Task<string?> RestartAsync(string program, CancellationToken cancellationToken)
    {
        if (_process.Unit is { } unit && _processes.Find("systemctl") is { } systemctl)
            return await ServerProgram.ComplaintAsync(_processes, systemctl, ["restart", unit], cancellationToken).ConfigureAwait(false);
        if (_process.IsSupervised || _process.Arguments.Count == 0)
            return "a port below 1024 is for root, whose rights lighttpd has given away; only what keeps it running can restart it.";
        if (await KillAsync("-INT", cancellationToken).ConfigureAwait(false) is { } words) return words;
        var waited = Stopwatch.StartNew();
        while (ProcessTitles.Exists(_process.Id))
        {
            if (waited.Elapsed > _limit) return "it does not stop.";
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }

        return await ServerProgram.ComplaintAsync(_processes, program, _process.Arguments.Skip(1).ToList(), CancellationToken.None).ConfigureAwait(false);
    }

    // False: the signal came while it had already begun anew, perhaps with the files from before, and was lost; it is to be sent again.
    private async Task<bool> TakenUpAsync(Func<string> log, Stopwatch waited, CancellationToken cancellationToken)
    {
        var sent = Stopwatch.StartNew();
        while (waited.Elapsed < _limit && ProcessTitles.Exists(_process.Id))
        {
            var lines = log();
            var ended = lines.IndexOf(Ended, StringComparison.Ordinal);
            if (ended >= 0 && lines.IndexOf(Begun, ended, StringComparison.Ordinal) > 0) return true;
            if (ended < 0 && (lines.Length > 0 || sent.Elapsed > LostAfter)) return false;
            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }

        return !ProcessTitles.Exists(_process.Id);
    }

    private Task<string?> KillAsync(string signal, CancellationToken cancellationToken) => ServerProgram.ComplaintAsync(
        _processes, _processes.Find("kill") ?? "kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)], cancellationToken);
}
