using System;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// Looks at something of the CA until it is done (RFC 8555 sections 7.4 and 7.5.1). The first looks come quickly, since some
/// CAs are quick, and the next ones ever later; the CA's Retry-After is obeyed, up to half a minute.
/// </summary>
internal sealed class AcmePolling
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostRetryAfter = TimeSpan.FromSeconds(30);

    private readonly IClock _clock;
    private readonly string _server;
    private readonly TimeSpan _limit;
    private readonly DateTimeOffset _deadline;

    /// <summary>Makes it; the time runs from now.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="server">The CA's name.</param>
    /// <param name="limit">How long everything may take together.</param>
    public AcmePolling(IClock clock, string server, TimeSpan limit)
    {
        _clock = clock;
        _server = server;
        _limit = limit;
        _deadline = clock.UtcNow + limit;
    }

    /// <summary>Looks until it is done.</summary>
    /// <typeparam name="T">What is looked at.</typeparam>
    /// <param name="what">What is waited for, for the error.</param>
    /// <param name="read">Looks.</param>
    /// <param name="isDone">Whether it is done.</param>
    /// <param name="retryAfter">What the CA asks for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="atOnce">Whether the first look needs no pause.</param>
    /// <returns>The thing, done.</returns>
    /// <exception cref="SslToolsException">AcmeTimeout.</exception>
    public async Task<T> UntilAsync<T>(
        string what, Func<Task<T>> read, Func<T, bool> isDone, Func<T, TimeSpan?> retryAfter, CancellationToken cancellationToken, bool atOnce = false)
    {
        for (var pause = First; ;)
        {
            if (!atOnce) await _clock.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
            atOnce = false;
            var thing = await read().ConfigureAwait(false);
            if (isDone(thing)) return thing;
            if (_clock.UtcNow >= _deadline) throw SslError.AcmeTimeout(_server, what, _limit);
            pause = Next(pause, retryAfter(thing));
        }
    }

    private static TimeSpan Next(TimeSpan pause, TimeSpan? asked)
    {
        var longer = TimeSpan.FromTicks(Math.Min(pause.Ticks * 4, Longest.Ticks));
        if (asked is not { } time) return longer;
        return time < MostRetryAfter ? (time > TimeSpan.Zero ? time : longer) : MostRetryAfter;
    }
}
