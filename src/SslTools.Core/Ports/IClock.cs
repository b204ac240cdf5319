using System;

namespace SslTools.Ports;

/// <summary>The time; a test moves it.</summary>
public interface IClock
{
    /// <summary>Now, UTC.</summary>
    DateTimeOffset UtcNow { get; }
}
