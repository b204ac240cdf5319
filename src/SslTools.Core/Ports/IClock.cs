using System;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The time; a test moves it.</summary>
public interface IClock
{
    /// <summary>Now, UTC.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>Waits.</summary>
    /// <param name="time">How long; nothing at all where it is not positive.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task that ends when the time is over.</returns>
    Task DelayAsync(TimeSpan time, CancellationToken cancellationToken);
}
