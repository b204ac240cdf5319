using System;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>A clock that a test moves; waiting moves it too, and takes no time.</summary>
internal sealed class ManualClock : IClock
{
    private readonly object _lock = new();

    public DateTimeOffset UtcNow { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (time > TimeSpan.Zero) UtcNow += time;
        }

        return Task.CompletedTask;
    }
}
