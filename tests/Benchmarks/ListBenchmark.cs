using System;
using System.Globalization;
using System.Linq;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>Listing a store of 10,000 certificates in a fresh process.</summary>
internal static class ListBenchmark
{
    public static Measurement[] Run()
    {
        using var store = new LargeStore();
        var output = "";
        var process = Clock.Wall(() => output = TestShell.Run(
            TestShell.Import,
            "$watch = [Diagnostics.Stopwatch]::StartNew()",
            $"@(Get-SslCertificate -StorePath '{store.Path}').Count",
            "$watch.Elapsed.TotalMilliseconds.ToString([Globalization.CultureInfo]::InvariantCulture)",
            "[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64").Succeeded().Output);
        var lines = output.Split('\n').Select(line => double.Parse("0" + line, CultureInfo.InvariantCulture)).ToArray();
        if (lines[0] != LargeStore.Certificates) throw new InvalidOperationException($"{lines[0]} certificates were listed");
        return
        [
            new Measurement("listing 10,000 certificates", lines[1] / 1000, 0, "s", 2),
            new Measurement("listing 10,000 certificates, the whole process", process / 1000, 0, "s", 2),
            new Measurement("listing 10,000 certificates, peak memory", lines[2] / (1024 * 1024), 0, "MB", 300),
        ];
    }
}
