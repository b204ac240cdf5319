using System.IO;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>Reading and pairing a heap of 1,000 certificates and keys, with every check of an import, against openssl x509 run once for each.</summary>
internal static class HeapBenchmark
{
    private const int Certificates = 1000;

    public static Measurement[] Run()
    {
        using var folder = new TempFolder();
        TestShell.Run(TestShell.Import, $"$null = 1..{Certificates} | ForEach-Object {{ \"host$_.example\" }} | New-SelfSignedSslCertificate -StorePath '{folder["store"]}'").Succeeded();
        Directory.CreateDirectory(folder["heap"]);
        for (var i = 1; i <= Certificates; i++)
        {
            File.Copy(folder["store", "certificates", $"host{i}.example", "cert.pem"], folder["heap", $"{i}.crt"]);
            File.Copy(folder["store", "certificates", $"host{i}.example", "privkey.pem"], folder["heap", $"{i}.key"]);
        }

        var peer = Clock.Wall(() =>
        {
            for (var i = 1; i <= Certificates; i++) Programs.Run("openssl", "x509", "-noout", "-subject", "-pubkey", "-in", folder["heap", $"{i}.crt"]).Succeeded();
        });
        var ours = Clock.Wall(() => TestShell.Run(
            TestShell.Import,
            $"Import-CustomSslCertificate '{folder["heap"]}' -Offline -WhatIf -StorePath '{folder["empty"]}' -ErrorVariable failures",
            "if ($failures) { throw $failures[0] }").Succeeded());
        return [new Measurement("reading and pairing 1,000 certificates and keys, the process", ours, peer, "ms", 0.5)];
    }
}
