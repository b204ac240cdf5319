using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary>
/// Testing 1,000 endpoints that one nginx serves on loopback, all trusted: one after the other with <c>openssl s_client</c>, which
/// verifies chain and name too, against one command of ours. In a new process most of the code is compiled while it runs, but for the
/// published program's, which is compiled beforehand.
/// </summary>
internal static class EndpointBenchmark
{
    private const int Many = 1000;
    private const int Rounds = 3;

    public static Measurement[] Run(PublishedProgram program)
    {
        using var folder = new TempFolder();
        var port = FreePort.Next();
        Prepare(folder, port);
        var nginx = Programs.Require("nginx", "nginx-light");
        Programs.Run(nginx, "-p", folder.Path, "-c", folder["nginx.conf"], "-e", folder["error.log"]).Succeeded();
        try
        {
            return Measure(program, folder, port);
        }
        finally
        {
            Programs.Run(nginx, "-p", folder.Path, "-c", folder["nginx.conf"], "-e", folder["error.log"], "-s", "stop");
            SpinWait.SpinUntil(() => !File.Exists(folder["nginx.pid"]), 10_000);
        }
    }

    private static Measurement[] Measure(PublishedProgram program, TempFolder folder, int port)
    {
        program.Prepare();
        var memory = 0.0;
        double Read(string output)
        {
            var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last().Trim().Split(' ');
            if (line[1] != $"{Many}") throw new InvalidOperationException(output);
            memory = Math.Max(memory, double.Parse(line[2], CultureInfo.InvariantCulture) / 1_000_000);
            return double.Parse(line[0], CultureInfo.InvariantCulture);
        }

        string[] script =
        [
            $"$hosts = foreach ($i in 1..{Many}) {{ \"host$i.bench.example:{port}\" }}",
            "$watch = [Diagnostics.Stopwatch]::StartNew()",
            $"$good = @($hosts | Test-SslEndpoint -ConnectTo 127.0.0.1 -TrustAnchor '{folder["root.pem"]}') -eq $true",
            "\"$($watch.Elapsed.TotalSeconds.ToString([Globalization.CultureInfo]::InvariantCulture)) $($good.Count) $([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64)\"",
        ];
        var environment = new Dictionary<string, string?> { ["SSLTOOLS_HOME"] = folder["store"] };
        double Peer() => Clock.Wall(() =>
        {
            for (var i = 1; i <= Many; i++)
            {
                Programs.Run(
                    "openssl", "s_client", "-connect", $"127.0.0.1:{port}", "-servername", $"host{i}.bench.example", "-verify_hostname", $"host{i}.bench.example",
                    "-CAfile", folder["root.pem"], "-verify_return_error").Succeeded();
            }
        }) / 1000;

        var (published, peer) = Clock.Alternate(Rounds, () => Read(program.Run(folder["store"], string.Join("; ", script))), Peer);
        var module = Clock.Median(Enumerable.Range(0, Rounds).Select(_ => Read(TestShell.RunIn(environment, [TestShell.Import, .. script]).Succeeded().Output)));
        return
        [
            new Measurement($"endpoint: {Many} endpoints on loopback, in the published ssltools", published, peer, "s", 0.2),
            new Measurement($"endpoint: {Many} endpoints on loopback, the module in a new process", module, peer, "s", 0.2),
            new Measurement($"endpoint: {Many} endpoints, peak memory of the process", memory, 0, "MB", 300),
        ];
    }

    private static void Prepare(TempFolder folder, int port)
    {
        var now = DateTimeOffset.UtcNow;
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Benchmark", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var root = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(400));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=hosts", key, HashAlgorithmName.SHA256);
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        leaf.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("*.bench.example");
        leaf.CertificateExtensions.Add(names.Build());
        using var certificate = leaf.Create(root, now.AddDays(-1), now.AddDays(90), RandomNumberGenerator.GetBytes(16));
        folder.Write("root.pem", root.ExportCertificatePem());
        folder.Write("cert.pem", certificate.ExportCertificatePem());
        folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        folder.Write("nginx.conf", $$"""
            worker_processes 1; pid nginx.pid; events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
                server { listen 127.0.0.1:{{port}} ssl; ssl_certificate cert.pem; ssl_certificate_key key.pem; return 200; }
            }

            """);
    }
}
