using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SslTools.Testing;
using SslTools.Testing.Platforms;

namespace SslTools.Benchmarks;

/// <summary>
/// Built-in SSL for 500 environments from the pipeline, each proved by a handshake, at a platform whose calls take 50 ms. The peer is the
/// ideal: the time of the calls that were made, divided by how many the platform allows at once.
/// </summary>
internal static class PlatformBenchmark
{
    private const int Many = 500;
    private const int Concurrency = 8;
    private const string Token = "the-token-of-the-benchmark";
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static Measurement[] Run()
    {
        var options = new PlatformSimulatorOptions { Latency = Latency, Tokens = new Dictionary<string, IReadOnlyList<string>?> { [Token] = null } };
        var platform = PlatformSimulator.StartAsync(options).GetAwaiter().GetResult();
        try
        {
            return Measure(platform);
        }
        finally
        {
            platform.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static Measurement[] Measure(PlatformSimulator platform)
    {
        for (var i = 0; i < Many; i++) platform.Add($"shop{i}");
        using var folder = new TempFolder();
        var root = folder.Write("root.pem", platform.ApiRootPem);
        var environment = new Dictionary<string, string?> { ["SSLTOOLS_HOME"] = folder["store"] };
        var output = TestShell.RunIn(
            environment,
            TestShell.Import,
            $"$token = [Net.NetworkCredential]::new('', '{Token}').SecurePassword",
            $"$null = Register-SslPlatform cloud -ApiHost '{platform.ApiHost}' -Token $token -CACertificate '{root}' -EntryPoint '{platform.EntryPoint}'",
            "$watch = [Diagnostics.Stopwatch]::StartNew()",
            "$certificates = @(Get-SslEnvironment | Enable-BuiltInSsl)",
            "\"$($watch.Elapsed.TotalSeconds.ToString([Globalization.CultureInfo]::InvariantCulture)) $($certificates.Count)\"").Succeeded().Output;
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last().Trim().Split(' ');
        if (line[1] != $"{Many}" || platform.Environments.Values.Any(e => !e.SslState)) throw new InvalidOperationException(output);
        // The registration's list was before.
        var ideal = (platform.Calls.Count - 1) * Latency.TotalSeconds / Concurrency;
        return
        [
            new Measurement($"platform: built-in SSL for {Many} environments", double.Parse(line[0], CultureInfo.InvariantCulture), ideal, "s", 1.5),
            new Measurement("platform: calls for each of them", (platform.Calls.Count - 1) / (double)Many, 0, "", 5),
        ];
    }
}
