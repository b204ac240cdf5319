using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>From a web server without TLS to a revoked certificate, in the program ssltools, with a real CA and a real server.</summary>
public sealed class LifeOfACertificateTests : IDisposable
{
    private const string Shop = "shop.example";

    private readonly SslToolsProgram _program = new();
    private readonly NginxFixture _nginx = new();

    public void Dispose()
    {
        _nginx.Dispose();
        _program.Dispose();
    }

    [Fact]
    public async Task Requested_bound_served_renewed_and_revoked()
    {
        var root = _nginx.AddFolder(Shop);
        _nginx.Start();
        var pebble = new PebbleServer(new PebbleOptions { HttpPort = _nginx.HttpPort });
        try
        {
            var plan = Request(pebble, root) + " -WhatIf";
            Assert.Contains("http-01: a file in", _program.Run(plan).Succeeded().Output);
            Assert.False(Directory.Exists(_program.Store));

            _program.Run($"{Request(pebble, root)} | Set-SslBinding -HostName {Shop} {_nginx.Parameters}").Succeeded();
            Assert.Empty(Directory.GetFileSystemEntries(root));
            using var issuer = await pebble.IssuingRootAsync();
            var first = Served(issuer);
            Assert.Equal(File.ReadAllText(Current), first);

            var quiet = _program.Run("Update-SslCertificate").Succeeded();
            Assert.Contains("NotDue", quiet.Output);
            Assert.Equal(first, Served(issuer));

            Assert.Contains("Renewed", _program.Run("Update-SslCertificate -Force").Succeeded().Output);
            var second = Served(issuer);
            Assert.NotEqual(first, second);
            Assert.Equal(File.ReadAllText(Current), second);

            _program.Run($"Revoke-LetsEncryptCertificate {Shop} -Reason Superseded -Account (Get-LetsEncryptAccount).Name -Confirm:$false").Succeeded();
            using var revoked = X509Certificate2.CreateFromPem(second);
            using var replaced = X509Certificate2.CreateFromPem(first);
            Assert.Equal(("Revoked", (int?)4), await pebble.StatusAsync(revoked));
            Assert.Equal("Valid", (await pebble.StatusAsync(replaced)).Status);
        }
        finally
        {
            pebble.Dispose();
        }

        // The CA is gone: a scheduler is told, the last certificate stays, and the next run waits for its turn.
        var failed = _program.Run("Update-SslCertificate -Force");
        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("Failed", failed.Output);
        Assert.Equal(X509Certificate2.CreateFromPem(File.ReadAllText(Current)).Thumbprint, _nginx.Served(Shop));
    }

    private string Current => Path.Combine(_program.Store, "certificates", Shop, "cert.pem");

    private static string Request(PebbleServer pebble, string root) =>
        $"Request-LetsEncryptCertificate '{Shop}, www.{Shop}' -Server {pebble.Directory} -CACertificate '{pebble.RootPemPath}' -WebRoot '{root}' -AcceptTermsOfService";

    // A client that knows the CA's root alone; the certificate that it got.
    private string Served(X509Certificate2 issuer)
    {
        var root = Path.Combine(_program.Folder, "issuer.pem");
        File.WriteAllText(root, issuer.ExportCertificatePem());
        foreach (var host in new[] { Shop, "www." + Shop })
        {
            var answer = Programs.Run(
                Programs.Require("curl", "curl"), "-s", "--cacert", root, "--resolve", $"{host}:{_nginx.HttpsPort}:127.0.0.1", $"https://{host}:{_nginx.HttpsPort}/");
            Assert.Equal(Shop, answer.Succeeded().Output);
        }

        var shown = Programs.Run("openssl", "s_client", "-connect", $"127.0.0.1:{_nginx.HttpsPort}", "-servername", Shop, "-CAfile", root, "-verify_return_error").Succeeded().Output;
        var start = shown.IndexOf("-----BEGIN", StringComparison.Ordinal);
        return shown[start..(shown.IndexOf("-----END CERTIFICATE-----", start, StringComparison.Ordinal) + "-----END CERTIFICATE-----\n".Length)];
    }
}
