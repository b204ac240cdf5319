using System;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>Looking for what is due among 10,000 certificates: nothing is, and no CA is asked.</summary>
internal static class RenewalBenchmark
{
    public static Measurement[] Run(PublishedProgram program)
    {
        using var store = new LargeStore();
        program.Prepare();
        var script = Script.Timed($"@(Update-SslCertificate -StorePath '{store.Path}').Count");
        var module = Script.Read(TestShell.Run(TestShell.Import, script).Succeeded().Output);
        Script.Timing published = default;
        var process = Clock.Wall(() => published = Script.Read(program.Run(store.Path, script)));
        if (module.Value != LargeStore.Certificates || published.Value != LargeStore.Certificates)
            throw new InvalidOperationException($"{module.Value} and {published.Value} certificates were checked");
        return
        [
            new Measurement("due-check of 10,000 certificates", module.Milliseconds / 1000, 0, "s", 2),
            new Measurement("due-check of 10,000 certificates, in the published ssltools", published.Milliseconds / 1000, 0, "s", 2),
            new Measurement("due-check of 10,000 certificates, its whole process", process / 1000, 0, "s", 2),
        ];
    }
}
