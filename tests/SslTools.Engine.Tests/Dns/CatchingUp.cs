using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Tests.Dns;

/// <summary>A clock whose waiting takes no time, but lets something happen; and a reporter that remembers.</summary>
internal sealed class CatchingUp(Func<int, Task> happens) : IClock, IReporter
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private int _waits;

    public DateTimeOffset UtcNow { get; private set; } = Start;

    public List<string> Statuses { get; } = [];

    public async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        UtcNow += time;
        await happens(++_waits);
    }

    public void Progress(string activity, string status, int percent = -1) => Statuses.Add(status);

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
    }
}
