using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SslTools.Testing;
using SslTools.Testing.Acme;

namespace SslTools.Benchmarks;

/// <summary>
/// Certificates from a Pebble that does not sleep, by http-01 with the client's own listener, with a new account: ours, lego's and certbot's
/// whole process in turns; then a hundred in one call against the quicker peer, one after the other.
/// </summary>
internal static class AcmeBenchmark
{
    private const int Rounds = 3;
    private const int Many = 100;

    public static Measurement[] Run()
    {
        using var pebble = new PebbleServer();
        var peers = new Func<double>[] { () => Lego(pebble), () => Certbot(pebble) };
        var ours = new List<(double Process, double[] Issuing)>();
        var theirs = peers.Select(_ => new List<double>()).ToList();
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(Ours(pebble, Request(pebble, "'www.example.com'"), Request(pebble, "'again.example.com'")));
            for (var k = 0; k < peers.Length; k++) theirs[k].Add(peers[k]());
        }

        var peer = theirs.Min(times => Clock.Median(times));
        var many = Ours(pebble, $"1..{Many} | ForEach-Object {{ \"www$_.example.com\" }} | {Request(pebble, "")}").Issuing[0];
        return
        [
            new Measurement("ACME: one certificate, the whole process", Clock.Median(ours.Select(o => o.Process)) / 1000, peer / 1000, "s", 0.5),
            new Measurement("ACME: one certificate, the first of a process", Clock.Median(ours.Select(o => o.Issuing[0])) / 1000, 0, "s", 0.3),
            new Measurement("ACME: one certificate, the second", Clock.Median(ours.Select(o => o.Issuing[1])) / 1000, 0, "s", 0.3),
            new Measurement($"ACME: {Many} certificates in one call, each", many / Many, peer, "ms", 0.1),
        ];
    }

    private static string Request(PebbleServer pebble, string names) =>
        $"Request-LetsEncryptCertificate {names} -Server '{pebble.Directory}' -CACertificate '{pebble.RootPemPath}' -Standalone -HttpPort {pebble.HttpPort} -AcceptTermsOfService";

    // Each script's own time is measured inside the process.
    private static (double Process, double[] Issuing) Ours(PebbleServer pebble, params string[] scripts)
    {
        using var folder = new TempFolder();
        var output = "";
        var timed = scripts.SelectMany(script => new[]
        {
            "$watch = [Diagnostics.Stopwatch]::StartNew()",
            $"$certificates = @({script})",
            "\"$($watch.Elapsed.TotalMilliseconds.ToString([Globalization.CultureInfo]::InvariantCulture)) $($certificates.Count)\"",
        });
        var environment = new Dictionary<string, string?> { ["SSLTOOLS_HOME"] = folder.Path };
        var process = Clock.Wall(() => output = TestShell.RunIn(environment, [TestShell.Import, .. timed]).Succeeded().Output);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        if (lines.Count != scripts.Length || lines.Any(line => line[1].Trim() is not ("1" or "100"))) throw new InvalidOperationException(output);
        return (process, [.. lines.Select(line => double.Parse(line[0], CultureInfo.InvariantCulture))]);
    }

    private static double Lego(PebbleServer pebble)
    {
        using var folder = new TempFolder();
        return Clock.Wall(() => Programs.RunIn(
            new Dictionary<string, string?> { ["LEGO_CA_CERTIFICATES"] = pebble.RootPemPath },
            Programs.Require("lego", "lego"),
            "--server", pebble.Directory.AbsoluteUri, "--accept-tos", "--email", "admin@example.com", "--path", folder.Path,
            "--http", "--http.port", $"127.0.0.1:{pebble.HttpPort}", "-d", "www.example.com", "run").Succeeded());
    }

    private static double Certbot(PebbleServer pebble)
    {
        using var folder = new TempFolder();
        return Clock.Wall(() => Programs.RunIn(
            new Dictionary<string, string?> { ["REQUESTS_CA_BUNDLE"] = pebble.RootPemPath },
            Programs.Require("certbot", "certbot"),
            "certonly", "-n", "--agree-tos", "-m", "admin@example.com", "--server", pebble.Directory.AbsoluteUri, "--key-type", "ecdsa",
            "--standalone", "--http-01-address", "127.0.0.1", "--http-01-port", $"{pebble.HttpPort}", "-d", "www.example.com",
            "--config-dir", folder["config"], "--work-dir", folder["work"], "--logs-dir", folder["logs"]).Succeeded());
    }
}
