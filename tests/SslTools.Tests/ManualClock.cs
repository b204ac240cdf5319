using System;
using SslTools.Ports;

namespace SslTools.Tests;

/// <summary>A clock that a test moves.</summary>
internal sealed class ManualClock : IClock
{
    public DateTimeOffset UtcNow { get; set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
}
