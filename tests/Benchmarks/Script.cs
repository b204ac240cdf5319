using System;
using System.Globalization;

namespace SslTools.Benchmarks;

/// <summary>PowerShell that measures itself, inside its process.</summary>
internal static class Script
{
    /// <summary>Makes a script that prints a value and when the work on it began and ended.</summary>
    /// <param name="expression">Gives a number.</param>
    public static string Timed(string expression) =>
        $"$began = [DateTime]::UtcNow.Ticks; $value = {expression}; \"$value $began $([DateTime]::UtcNow.Ticks)\"";

    /// <summary>Reads what such a script printed.</summary>
    /// <param name="line">The line.</param>
    public static Timing Read(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.TrimEntries);
        return new Timing(long.Parse(parts[0], CultureInfo.InvariantCulture), At(parts[1]), At(parts[2]));
    }

    private static DateTime At(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    /// <summary>A value, and the time it took.</summary>
    internal readonly record struct Timing(long Value, DateTime Began, DateTime Ended)
    {
        public double Milliseconds => (Ended - Began).TotalMilliseconds;
    }
}
