using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Tests;

/// <summary>A clock that stands still but for the waits, which it remembers and which take no time.</summary>
internal sealed class StoppedClock : IClock
{
    public DateTimeOffset UtcNow { get; set; } = DateTimeOffset.UtcNow;

    public List<TimeSpan> Waits { get; } = [];

    public Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (Waits) Waits.Add(time);
        UtcNow += time;
        return Task.CompletedTask;
    }
}
