using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>
/// One certificate for 200 sites of a real nginx in one call, each proved by a handshake. What nginx is asked to do is counted; the peer of the
/// time is the same call for one site.
/// </summary>
internal static class BindBenchmark
{
    private const int Many = 200;

    public static Measurement[] Run()
    {
        var nginx = Programs.Find("nginx") ?? throw new InvalidOperationException("nginx is not installed.");
        using var folder = new TempFolder();
        var (http, https) = (FreePort.Next(), FreePort.Next());
        var sites = new StringBuilder();
        for (var i = 0; i < Many; i++) sites.Append(CultureInfo.InvariantCulture, $"server {{ listen 127.0.0.1:{http}; server_name shop{i}.example; return 200 ok; }}\n");
        folder.Write("sites.conf", sites.ToString());
        var config = folder.Write("nginx.conf", "pid nginx.pid;\nerror_log error.log;\nevents {}\nhttp {\naccess_log off;\ninclude sites.conf;\n}\n");

        // Writes down what nginx is asked, and asks it.
        var program = folder.Write("bin/nginx", $"#!/bin/sh\necho \"$*\" >>'{folder["asked"]}'\nexec '{nginx}' \"$@\"\n");
        Programs.Run("chmod", "755", program).Succeeded();
        Programs.Run(nginx, "-p", folder.Path, "-c", config).Succeeded();
        try
        {
            var one = Bind(folder, config, https, 1);
            File.Delete(folder["asked"]);
            var all = Bind(folder, config, https, Many);
            var asked = File.ReadAllLines(folder["asked"]);
            return
            [
                new Measurement($"bind: {Many} sites, configuration checks", asked.Count(line => line.StartsWith("-t", StringComparison.Ordinal)), 0, "", 1),
                new Measurement($"bind: {Many} sites, reloads", asked.Count(line => line.StartsWith("-s", StringComparison.Ordinal)), 0, "", 1),
                new Measurement($"bind: {Many} sites, each one proved; peer: one site", all, one, "s", 20),
            ];
        }
        finally
        {
            Programs.Run(nginx, "-p", folder.Path, "-c", config, "-s", "stop");
        }
    }

    private static double Bind(TempFolder folder, string config, int port, int count)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SSLTOOLS_HOME"] = folder["store"],
            ["PATH"] = $"{folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        var output = TestShell.RunIn(
            environment,
            TestShell.Import,
            $"$names = @(foreach ($i in 0..{Many - 1}) {{ \"shop$i.example\" }})",
            "$certificate = New-SelfSignedSslCertificate $names -Name all -Force",
            $"$sites = @(foreach ($i in 0..{count - 1}) {{ $names[$i] }})",
            "$watch = [Diagnostics.Stopwatch]::StartNew()",
            $"$certificate | Set-SslBinding -HostName $sites -ConfigPath '{config}' -Port {port}",
            "\"$($watch.Elapsed.TotalSeconds.ToString([Globalization.CultureInfo]::InvariantCulture))\"").Succeeded().Output;
        return double.Parse(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last(), CultureInfo.InvariantCulture);
    }
}
