using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>What import adds to the start of a fresh process, against the same process without it.</summary>
internal static class ImportBenchmark
{
    private const int Rounds = 15;

    public static Measurement[] Run()
    {
        TestShell.Run(TestShell.Import).Succeeded();
        var (bare, import) = Clock.Alternate(
            Rounds, () => Clock.Wall(() => TestShell.Run("$null").Succeeded()), () => Clock.Wall(() => TestShell.Run(TestShell.Import).Succeeded()));
        return [new Measurement("import of the module, added to a bare start", import - bare, bare, "ms", 0.3)];
    }
}
