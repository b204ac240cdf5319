using System;
using System.Collections.Generic;
using System.Linq;
using SslTools.Testing;
using SslTools.Testing.Acme;

namespace SslTools.Benchmarks;

/// <summary>
/// Certificates from a Pebble that does not sleep, by http-01 with the client's own listener, with a new account: the whole process of
/// <c>ssltools</c> as users install it, of lego and of certbot in turns; what issuing adds to a bare start, less the server's part of it;
/// then a hundred in one call against the quicker peer, one after the other.
/// </summary>
internal static class AcmeBenchmark
{
    private const int Rounds = 5;
    private const int Many = 100;

    public static Measurement[] Run(PublishedProgram program)
    {
        using var pebble = new PebbleServer();
        using var relay = new TimedRelay(pebble.Directory);
        program.Prepare();
        var one = $"({Request(pebble, pebble.Directory, "'www.example.com'")}).Count";
        var runs = new Func<double>[]
        {
            () => Process(program, one, 1).Wall,
            () => Process(program, "1", 1).Wall,
            () => Lego(pebble),
            () => Certbot(pebble),
        };
        var issuing = new List<(double First, double Second)>();
        var times = runs.Select(_ => new List<double>()).ToList();
        for (var i = 0; i < Rounds; i++)
        {
            for (var k = 0; k < runs.Length; k++) times[k].Add(runs[k]());
            issuing.Add(Issuing(program, pebble, relay, times[1][i]));
        }

        var (ours, peer) = (Clock.Median(times[0]), Math.Min(Clock.Median(times[2]), Clock.Median(times[3])));
        var names = $"1..{Many} | ForEach-Object {{ \"www$_.example.com\" }}";
        var many = Process(program, $"@({names} | {Request(pebble, pebble.Directory, "")}).Count", Many);
        return
        [
            new Measurement("ACME: one certificate, the whole process", ours / 1000, peer / 1000, "s", 0.5),
            new Measurement("ACME: the first, added to a bare start, less the server's time", Clock.Median(issuing.Select(i => i.First)) / 1000, 0, "s", 0.3),
            new Measurement("ACME: the second, less the server's time", Clock.Median(issuing.Select(i => i.Second)) / 1000, 0, "s", 0.3),
            new Measurement($"ACME: {Many} certificates in one call, each", many.Call / Many, peer, "ms", 0.1),
            new Measurement($"ACME: {Many} certificates in one call, the whole process, each", many.Wall / Many, peer, "ms", 0.1),
        ];
    }

    private static string Request(PebbleServer pebble, Uri server, string names) =>
        $"Request-LetsEncryptCertificate {names} -Server '{server}' -CACertificate '{pebble.RootPemPath}' -Standalone -HttpPort {pebble.HttpPort} -AcceptTermsOfService";

    // With a new store, so with a new account.
    private static (double Wall, double Call) Process(PublishedProgram program, string expression, int count)
    {
        using var folder = new TempFolder();
        Script.Timing call = default;
        var wall = Clock.Wall(() => call = Script.Read(program.Run(folder.Path, Script.Timed(expression))));
        return call.Value == count ? (wall, call.Milliseconds) : throw new InvalidOperationException($"{call.Value} of {count} certificates came");
    }

    // Two in one process, through the relay: what the second takes, all is loaded and compiled for; the first is the rest.
    private static (double First, double Second) Issuing(PublishedProgram program, PebbleServer pebble, TimedRelay relay, double bare)
    {
        using var folder = new TempFolder();
        var began = DateTime.UtcNow;
        Script.Timing second = default;
        var wall = Clock.Wall(() => second = Script.Read(program.Run(
            folder.Path, $"$null = {Request(pebble, relay.Address, "'www.example.com'")}; {Script.Timed($"({Request(pebble, relay.Address, "'again.example.com'")}).Count")}")));
        var first = wall - second.Milliseconds - bare - relay.ServerTime(began, second.Began);
        return (first, second.Milliseconds - relay.ServerTime(second.Began, second.Ended));
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
