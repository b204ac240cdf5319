using System.Globalization;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>Processor time of RSA-2048 certificates, against OpenSSL's for the same number.</summary>
internal static class RsaBenchmark
{
    private const int Certificates = 200;

    public static Measurement[] Run()
    {
        using var folder = new TempFolder();
        var peer = Clock.ChildProcessor(() =>
        {
            for (var i = 0; i < Certificates; i++) OpenSsl.SelfSigned(folder, "rsa:2048");
        }) / Certificates;
        var output = "";
        var process = Clock.ChildProcessor(() => output = TestShell.Run(
            TestShell.Import,
            "$before = [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime",
            $"$null = 1..{Certificates} | ForEach-Object {{ \"host$_.example\" }} | New-SelfSignedSslCertificate -Ephemeral -KeyAlgorithm RSA2048",
            "([Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime - $before).TotalMilliseconds.ToString([Globalization.CultureInfo]::InvariantCulture)").Succeeded().Output);
        return
        [
            new Measurement("RSA-2048, processor time per certificate", double.Parse(output.Trim(), CultureInfo.InvariantCulture) / Certificates, peer, "ms", 1.3),
            new Measurement("RSA-2048, processor time of the whole process, per certificate", process / Certificates, peer, "ms", 1.3),
        ];
    }
}
