using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>What Request-LetsEncryptCertificate can be asked for, from a real Pebble.</summary>
public sealed class RequestOptionTests
{
    [Fact]
    public void Names_in_one_text_one_certificate_and_again_nothing()
    {
        using var request = new RequestSession();
        Assert.Equal(["a.example", "b.example", "c.example", "d.example"], request.Request($"'a.example, b.example;c.example d.example' {request.Standalone}").Single().DnsNames);
        var again = request.Session.Run(RequestSession.Command($"a.example, b.example, c.example, d.example {request.Standalone}"));
        Assert.Contains("not due; nothing was requested", Assert.Single(again.Warnings));
        Assert.Equal(1, Issued.Read(again.Output.Single()).Version);
    }

    [Fact]
    public void A_request_and_a_key_of_ones_own()
    {
        using var request = new RequestSession();
        var (key, csr) = (Path.Combine(request.Session.Folder, "own.key"), Path.Combine(request.Session.Folder, "own.csr"));
        Programs.Run(
            Programs.Require("openssl", "openssl"), "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", csr,
            "-subj", "/CN=own.example", "-addext", "subjectAltName=DNS:own.example,DNS:www.own.example").Succeeded();

        var certificate = request.Request($"-CertificateRequest '{csr}' {request.Standalone}").Single();

        Assert.Equal(["own.example", "www.own.example"], certificate.DnsNames);
        Assert.Null(certificate.PrivateKeyPath);
        string Modulus(string kind, string file) => Programs.Run("openssl", kind, "-noout", "-modulus", "-in", file).Succeeded().Output;
        Assert.Equal(Modulus("rsa", key), Modulus("x509", certificate.CertificatePath!));
    }

    [Fact]
    public void A_key_that_stays_or_is_new()
    {
        using var request = new RequestSession();
        var stays = request.Request($"stays.example -ReuseKey -KeyAlgorithm RSA2048 {request.Standalone}").Single();
        var changes = request.Request($"changes.example -KeyAlgorithm P384 {request.Standalone}").Single();
        var (first, second) = (File.ReadAllText(stays.PrivateKeyPath!), File.ReadAllText(changes.PrivateKeyPath!));
        request.Session.Succeed("Update-SslCertificate -Force");
        Assert.Equal(first, File.ReadAllText(stays.PrivateKeyPath!));
        Assert.NotEqual(second, File.ReadAllText(changes.PrivateKeyPath!));
    }

    [Fact]
    public void Twenty_records_of_the_pipeline_are_twenty_certificates()
    {
        using var request = new RequestSession();
        var certificates = request.Session.Succeed(RequestSession.Command(request.Standalone).Insert(0, "1..20 | ForEach-Object { \"n$_.example\" } | "))
            .Select(Issued.Read).ToList();
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"n{i}.example").Order(), certificates.Select(certificate => certificate.Name).Order());
        Assert.Equal(20, certificates.Select(certificate => certificate.Thumbprint).Distinct().Count());
        Assert.Equal("1", request.Session.Succeed("@(Get-LetsEncryptAccount).Count").Single().ToString());
    }

    [Fact]
    public async Task A_plan_asks_nobody_and_writes_nothing()
    {
        await using var server = await AcmeTestServer.StartAsync();
        using var session = new ModuleSession();
        var www = Directory.CreateDirectory(Path.Combine(session.Folder, "www")).FullName;
        var command = $"Request-LetsEncryptCertificate www.example.com, 192.0.2.7 -Name site -Server {server.Directory} -AcceptTermsOfService -Account mine -WebRoot '{www}' -WhatIf";

        var screen = session.Run(command).Screen;

        Assert.Contains($"Request a P256 certificate for www.example.com, 192.0.2.7 from {server.Directory}", screen);
        Assert.Contains("account: mine, made where there is none yet", screen);
        Assert.Contains($"www.example.com: http-01: a file in '{Path.Combine(www, ".well-known", "acme-challenge")}'", screen);
        Assert.Contains("192.0.2.7: http-01", screen);
        Assert.Contains($"files: new 'site' in '{session.Store}'", screen);
        Assert.Empty(server.Requests);
        Assert.False(Directory.Exists(session.Store));
        Assert.Empty(Directory.GetFileSystemEntries(www));
    }

    [Fact]
    public void A_plan_for_Let_s_Encrypt_tells_the_room_in_its_limits()
    {
        using var program = new SslToolsProgram();
        var plan = program.Run("Request-LetsEncryptCertificate www.example.com -Standalone -WhatIf").Succeeded().Output;
        Assert.Contains("from LetsEncrypt", plan);
        Assert.Contains("rate limit: ", plan);
        Assert.False(Directory.Exists(program.Store));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once_and_leaves_nothing_in_the_web_root()
    {
        using var asked = new ManualResetEventSlim();
        var hangs = true;
        var watch = new Stopwatch();
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions
        {
            Validator = async _ =>
            {
                watch.Start();
                asked.Set();
                while (hangs) await Task.Delay(20);
                return null;
            },
        });
        using var session = new ModuleSession();
        var www = Directory.CreateDirectory(Path.Combine(session.Folder, "www")).FullName;
        var root = Path.Combine(session.Folder, "ca.pem");
        await File.WriteAllTextAsync(root, server.RootPem);
        var command = $"Request-LetsEncryptCertificate www.example.com -Server {server.Directory} -CACertificate '{root}' -AcceptTermsOfService -WebRoot '{www}'";
        session.RunAndStop(command, asked);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Empty(Directory.GetFileSystemEntries(www));
        hangs = false;
        session.Succeed(command);
        Assert.Single(server.Orders);
        Assert.Empty(Directory.GetFileSystemEntries(www));
    }

    [Fact]
    public void A_CA_that_is_down_is_passed_over_and_the_user_is_told()
    {
        using var request = new RequestSession();
        var dead = $"https://127.0.0.1:{FreePort.Next()}/dir";
        var run = request.Session.Run($"Request-LetsEncryptCertificate www.example.com -Server {dead}, $pebble -CACertificate $roots -AcceptTermsOfService {request.Standalone}");
        Assert.Empty(run.Errors);
        Assert.Contains("instead.", Assert.Single(run.Warnings));
        Assert.Equal("www.example.com", Issued.Read(run.Output.Single()).Name);
    }

    [Fact]
    public void An_external_account_where_the_CA_wants_one()
    {
        const string key = AcmeSandbox.ExternalAccountKey;
        using var request = new RequestSession(new PebbleOptions { ExternalAccounts = new Dictionary<string, string> { ["kid-1"] = key } });
        request.Session.Set("key", RequestSession.Secure(key));
        request.Session.Fail(RequestSession.Command("www.example.com " + request.Standalone), "ExternalAccountNeeded");
        Assert.Single(request.Request($"www.example.com -EabKeyId kid-1 -EabHmacKey $key {request.Standalone}"));
        Assert.Single(request.Request("mail.example.com " + request.Standalone));
    }

    [Fact]
    public void Nine_nonces_of_ten_refused()
    {
        using var request = new RequestSession(new PebbleOptions { NonceReject = 90 });
        Assert.Equal(2, request.Request($"a.example, b.example {request.Standalone}").Single().DnsNames.Count);
    }
}
