using System;
using SslTools.Ports;

namespace SslTools.Engine.Infrastructure;

/// <summary>The machine's clock.</summary>
public sealed class SystemClock : IClock
{
    /// <inheritdoc/>
    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;
}
