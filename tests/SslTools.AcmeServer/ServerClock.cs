using System;

namespace SslTools.Testing.Acme;

/// <summary>The CA's time: that of the options, moved by the test.</summary>
public sealed class ServerClock(Func<DateTimeOffset> source)
{
    private TimeSpan _offset;

    public DateTimeOffset Now => source() + _offset;

    /// <summary>Moves it; backwards too, for a clock that is wrong.</summary>
    public void Advance(TimeSpan time) => _offset += time;
}
