using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Services.Reports;

/// <summary>Many things at once, though not too many.</summary>
internal static class Throttle
{
    /// <summary>Works on each.</summary>
    /// <typeparam name="T">The things.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="items">The things.</param>
    /// <param name="limit">How many at once.</param>
    /// <param name="work">The work on one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The results, in the order of the things.</returns>
    public static async Task<IReadOnlyList<TResult>> RunAsync<T, TResult>(
        IReadOnlyList<T> items, int limit, Func<T, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(limit, items.Count)).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < items.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = await work(items[i]).ConfigureAwait(false);
            }
        }, cancellationToken));
        await Task.WhenAll(workers).ConfigureAwait(false);
        return results;
    }
}
