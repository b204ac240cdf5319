using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;

namespace SslTools.Fuzz;

/// <summary>Runs targets with mutated inputs and notes what must not happen: another exception, or a long wait.</summary>
public sealed class Fuzzer
{
    private const int Reported = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly StringBuilder _report = new();
    private readonly List<string> _failures = [];

    public int Seed { get; init; } = 1;

    /// <summary>The only target to run, or null for all.</summary>
    public string? Only { get; init; }

    public IReadOnlyList<string> Failures => _failures;

    public string Report => _report.ToString();

    /// <summary>Runs mutated inputs, as many for each target.</summary>
    /// <returns>The number of faults.</returns>
    public int Run(long runs)
    {
        var targets = Target.All.Where(target => Only is null || target.Name == Only).ToList();
        foreach (var target in targets)
        {
            var mutator = new Mutator(Seed);
            var (count, slowest, watch) = (runs / targets.Count, TimeSpan.Zero, Stopwatch.StartNew());
            for (long i = 0; i < count; i++)
            {
                var took = Try($"{target.Name}, seed {Seed}, input {i}", target, mutator.Mutate(target.Seeds));
                if (took > slowest) slowest = took;
            }

            _report.AppendLine($"{target.Name,-8} {count,9} inputs in {watch.Elapsed.TotalSeconds,7:0.0} s, the slowest {slowest.TotalMilliseconds,7:0} ms");
        }

        return Summarize(runs / Math.Max(1, targets.Count) * targets.Count);
    }

    /// <summary>Runs the inputs that are made to hurt.</summary>
    /// <returns>The number of faults.</returns>
    public int RunHostile()
    {
        foreach (var (name, make) in Hostile.Inputs)
        {
            var input = make();
            foreach (var target in Target.All.Where(target => target.Name is "der" or "pfx" or "nginx")) Try($"{target.Name}, {name}", target, input);
        }

        return _failures.Count;
    }

    private int Summarize(long inputs)
    {
        foreach (var failure in _failures.Take(Reported)) _report.AppendLine(failure);
        _report.AppendLine($"{inputs} inputs, {_failures.Count} faults, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
        return _failures.Count;
    }

    private TimeSpan Try(string what, Target target, byte[] input)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            target.Run(input);
        }
        catch (Exception e)
        {
            _failures.Add($"{what}: {e}\n{Convert.ToBase64String(input.Take(4096).ToArray())}");
        }

        if (watch.Elapsed > Longest) _failures.Add($"{what}: it took {watch.Elapsed.TotalSeconds:0.0} s");
        return watch.Elapsed;
    }
}
