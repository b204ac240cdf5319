using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Waits until every authoritative server shows the records: a CA that asks too early fails the order for good.</summary>
public static class DnsPropagation
{
    /// <summary>How long is waited unless the provider or the user says otherwise.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);

    private const string Activity = "Waiting for DNS";
    private const int MaxQuestions = 8;

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    /// <summary>Waits.</summary>
    /// <param name="dns">Asks the DNS.</param>
    /// <param name="records">The records, at names that are no CNAME.</param>
    /// <param name="limit">How long at most.</param>
    /// <param name="clock">The time.</param>
    /// <param name="reporter">Is told how far it is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task that ends when all servers show all records.</returns>
    /// <exception cref="SslToolsException">DnsNotPropagated, DnsZoneNotFound.</exception>
    public static async Task WaitAsync(
        IDnsQuery dns, IReadOnlyList<DnsTxtRecord> records, TimeSpan limit, IClock clock, IReporter reporter, CancellationToken cancellationToken)
    {
        var start = clock.UtcNow;
        IReadOnlyList<DnsTxtRecord> pending = records;
        for (var pause = TimeSpan.FromSeconds(1); ; pause = Longer(pause))
        {
            var lagging = await AskAsync(dns, pending, cancellationToken).ConfigureAwait(false);
            pending = lagging.Select(record => record.Record).ToList();
            if (pending.Count == 0) return;

            var left = limit - (clock.UtcNow - start);
            if (left <= TimeSpan.Zero)
            {
                var missing = lagging.GroupBy(l => l.Record.Name)
                    .ToDictionary(group => group.Key, group => string.Join(", ", group.SelectMany(l => l.Servers).Distinct()));
                throw SslError.DnsNotPropagated(missing, limit);
            }

            reporter.Progress(
                Activity,
                $"{records.Count - pending.Count} of {records.Count} records visible; behind: {string.Join(", ", lagging.SelectMany(l => l.Servers).Distinct().Take(4))}",
                100 * (records.Count - pending.Count) / records.Count);
            await clock.DelayAsync(pause < left ? pause : left, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause + pause < MaxPause ? pause + pause : MaxPause;

    private static async Task<IReadOnlyList<(DnsTxtRecord Record, IReadOnlyList<string> Servers)>> AskAsync(
        IDnsQuery dns, IReadOnlyList<DnsTxtRecord> records, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(MaxQuestions);
        var answers = await Task.WhenAll(records.Select(async record =>
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return (Record: record, Servers: await dns.FindLaggingServersAsync(record, cancellationToken).ConfigureAwait(false));
            }
            catch (SslToolsException e) when (e.ErrorId == "DnsUnavailable")
            {
                // Networks have bad seconds; whether it is more than that, the limit decides.
                return (Record: record, Servers: ["servers that do not answer"]);
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
        return answers.Where(answer => answer.Servers.Count > 0).ToList();
    }
}
