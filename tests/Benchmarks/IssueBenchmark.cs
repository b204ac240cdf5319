using System.Globalization;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>1,000 P-256 certificates in one pipeline of a fresh process, per certificate, against one OpenSSL process for each.</summary>
internal static class IssueBenchmark
{
    private const int Certificates = 1000;
    private const int PeerRuns = 200;

    public static Measurement[] Run()
    {
        using var folder = new TempFolder();
        var peer = Clock.Wall(() =>
        {
            for (var i = 0; i < PeerRuns; i++) OpenSsl.SelfSigned(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        }) / PeerRuns;
        var ephemeral = Pipeline("-Ephemeral");
        var stored = Pipeline($"-StorePath '{folder["store"]}'");
        return
        [
            new Measurement("P-256, ephemeral, per certificate", ephemeral.Pipeline, peer, "ms", 0.1),
            new Measurement("P-256, ephemeral, with the start of the process", ephemeral.Process, peer, "ms", 0.1),
            new Measurement("P-256, kept in the store, per certificate", stored.Pipeline, peer, "ms", 1.0),
            new Measurement("P-256, kept in the store, with the start of the process", stored.Process, peer, "ms", 1.0),
        ];
    }

    // The pipeline's own time is measured inside: nothing was issued in that process before.
    private static (double Pipeline, double Process) Pipeline(string parameters)
    {
        var output = "";
        var process = Clock.Wall(() => output = TestShell.Run(
            TestShell.Import,
            "$watch = [Diagnostics.Stopwatch]::StartNew()",
            $"$null = 1..{Certificates} | ForEach-Object {{ \"host$_.example\" }} | New-SelfSignedSslCertificate {parameters}",
            "$watch.Elapsed.TotalMilliseconds.ToString([Globalization.CultureInfo]::InvariantCulture)").Succeeded().Output);
        return (double.Parse(output.Trim(), CultureInfo.InvariantCulture) / Certificates, process / Certificates);
    }
}
