using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;

namespace SslTools.Benchmarks;

/// <summary>Ways of measuring.</summary>
internal static class Clock
{
    /// <summary>Wall time in milliseconds.</summary>
    public static double Wall(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Processor time of this process, in milliseconds.</summary>
    public static double OwnProcessor(Action action) => Processor(0, action);

    /// <summary>Processor time of the child processes that end within the action, in milliseconds.</summary>
    public static double ChildProcessor(Action action) => Processor(-1, action);

    /// <summary>Runs two actions in turns, so that both see the same machine, and gives the medians.</summary>
    public static (double First, double Second) Alternate(int rounds, Func<double> first, Func<double> second)
    {
        var a = new List<double>();
        var b = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            a.Add(first());
            b.Add(second());
        }

        return (Median(a), Median(b));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Processor(int who, Action action)
    {
        var before = Usage(who);
        action();
        return Usage(who) - before;
    }

    // struct rusage begins with user and system time, each as seconds and microseconds.
    private static double Usage(int who)
    {
        var usage = new long[32];
        if (getrusage(who, usage) != 0) throw new InvalidOperationException("getrusage failed");
        return ((usage[0] + usage[2]) * 1000.0) + ((usage[1] + usage[3]) / 1000.0);
    }

    [DllImport("libc")]
    private static extern int getrusage(int who, [Out] long[] usage);
}
