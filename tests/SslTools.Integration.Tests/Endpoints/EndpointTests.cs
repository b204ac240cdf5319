using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using SslTools.Testing;
using SslTools.Testing.StartTls;
using Xunit;

namespace SslTools.Integration.Tests.Endpoints;

/// <summary>Real servers, and what OpenSSL and testssl.sh say of them.</summary>
public sealed class EndpointTests(EndpointSites sites) : IClassFixture<EndpointSites>, IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("good", 0, "")]
    [InlineData("old", 21, "Error ChainIncomplete, Warning OldProtocol, Warning WeakCipher, Warning LeadsToHttp, Warning NoHsts, Information NoTls13")]
    [InlineData("expired", 10, "Error Expired, Warning NoHsts, Information NoTls13")]
    [InlineData("other", 62, "Error NameNotCovered, Warning NoHsts, Information NoTls13")]
    [InlineData("self", 18, "Error NoTrustAnchor, Warning NoHsts, Information NoTls13")]

    // OpenSSL looks for issuers in any order; RFC 8446 section 4.4.2 leaves clients the choice, and some don't.
    [InlineData("order", 0, "Error ChainOutOfOrder, Warning NoHsts, Information RootServed, Information NoTls13")]
    public void OpenSsl_agrees(string site, int code, string findings)
    {
        var theirs = OpenSsl(site, "-status", "-alpn", "h2,http/1.1", "-showcerts");
        Assert.Contains($"Verify return code: {code} ", theirs);
        var ours = Test(site);
        Assert.Equal(findings, string.Join(", ", ((IEnumerable<dynamic>)ours.Findings).Select(f => $"{f.Severity} {f.Id}")));
        Assert.Equal(code == 0 && site != "order", (bool)ours.IsValid);
        var address = Enumerable.Single((IEnumerable<dynamic>)ours.Addresses);
        Assert.Equal(Regex.Match(theirs, "New, TLSv1.(.), ").Groups[1].Value, ((string)address.Protocol.ToString())[^1..]);
        Assert.Equal(Regex.Count(theirs, @"^ \d s:", RegexOptions.Multiline), (int)address.Chain.Count);
        Assert.Equal(theirs.Contains("OCSP Response Status: successful"), address.OcspStaple is not null);
        Assert.Equal(Regex.Match(theirs, @"ALPN protocol: (\S+)").Groups[1].Value, (string)address.ApplicationProtocol);
        if (site == "good") Assert.Contains($"Cipher is {address.CipherSuite}", OpenSsl(site, "-ciphersuites", (string)address.CipherSuite));
    }

    [Fact]
    public void A_server_of_long_ago_is_met_in_its_own_version()
    {
        Assert.Contains("New, TLSv1", OpenSsl("ancient", "-tls1", "-cipher", "DEFAULT:@SECLEVEL=0"));
        Assert.Equal("Tls10", (string)Test("ancient").Addresses[0].Protocol.ToString());
        Assert.Equal("OldProtocolOnly", (string)Test("ancient").Findings[0].Id);
    }

    [Fact]
    public void Testssl_agrees()
    {
        var json = sites["testssl.json"];
        Programs.Run(
            Programs.Require("testssl", "testssl.sh"), "--jsonfile", json, "--quiet", "--warnings", "off", "--color", "0", "--nodns", "none", "--ip", "127.0.0.1",
            "-p", "-s", "-S", "-h", $"shop.example:{sites.Port("old")}");
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var theirs = document.RootElement.EnumerateArray().GroupBy(finding => finding.GetProperty("id").GetString()!)
            .ToDictionary(group => group.Key, group => group.First().GetProperty("finding").GetString()!);
        var ours = Test("old");
        var address = ours.Addresses[0];
        List<string> versions = Versions(address);
        foreach (var (id, version) in new[] { ("SSLv3", "Ssl30"), ("TLS1", "Tls10"), ("TLS1_1", "Tls11"), ("TLS1_2", "Tls12"), ("TLS1_3", "Tls13") })
            Assert.Equal(theirs[id].StartsWith("offered", StringComparison.Ordinal), versions.Contains(version));
        Assert.Equal(theirs["cert_fingerprintSHA1"], (string)ours.Thumbprint);
        Assert.Equal(theirs["ALPN"], (string)address.ApplicationProtocol);
        Assert.Equal("failed (chain incomplete).", theirs["cert_chain_of_trust"]);
        Assert.Equal("offered", theirs["cipherlist_NULL"]);
        Assert.Contains("_NULL_", (string)address.WeakCipherSuite);
        Assert.Contains("Redirect to insecure URL", theirs["insecure_redirect"]);
        Assert.Equal("not offered", theirs["HSTS"]);
        Assert.Null(address.Hsts);
        Assert.Equal("not offered", theirs["OCSP_stapling"]);
        Assert.Equal("RSA 2048 bits", theirs["cert_keySize"].Split(" (")[0]);
        Assert.Equal("RSA2048", (string)ours.Certificate.KeyAlgorithm);
    }

    [Fact]
    public void Everything_good_is_told()
    {
        var address = Test("good").Addresses[0];
        Assert.Equal("max-age=31536000", (string)address.Hsts);
        Assert.Equal("https://shop.example/", (string)address.HttpRedirect);
        Assert.Equal("Good", (string)address.OcspStaple.State.ToString());
        Assert.InRange((DateTime)address.OcspStaple.NextUpdate, DateTime.UtcNow.AddHours(20), DateTime.UtcNow.AddHours(25));
        Assert.Equal(["Tls13", "Tls12"], (List<string>)Versions(address));
    }

    [Fact]
    public void Many_come_in_the_order_of_the_input()
    {
        string[] names = ["good", "expired", "good", "other", "nobody", "good"];
        var hosts = string.Join(", ", names.Select(name => name == "nobody" ? $"'shop.example:{FreePort.Next()}'" : $"'shop.example:{sites.Port(name)}'"));
        Assert.Equal([true, false, true, false, false, true], _session.Succeed($"{hosts} | Test-SslEndpoint -ConnectTo 127.0.0.1 -TrustAnchor '{sites.RootFile}'").Select(o => o.BaseObject));
    }

    [Theory]
    [InlineData("smtp", "Smtp")]
    [InlineData("postgres", "Postgres")]
    public void Mail_and_database_servers_are_met_in_their_own_protocol(string protocol, string parameter)
    {
        using var server = new StartTlsServer(protocol, File.ReadAllText(sites["good.pem"]), File.ReadAllText(sites["good.key"]));
        Assert.Contains("Verify return code: 0 ", OpenSsl(server.Port, "-starttls", protocol));
        var test = $"Test-SslEndpoint shop.example -Port {server.Port} -StartTls {parameter} -ConnectTo 127.0.0.1 -TrustAnchor '{sites.RootFile}'";
        Assert.Equal(true, Assert.Single(_session.Succeed(test)).BaseObject);
        Assert.Equal(parameter, Assert.Single(_session.Succeed($"({test} -Detailed).StartTls.ToString()")).BaseObject);
    }

    private dynamic Test(string site) => Assert.Single(_session.Succeed(
        $"Test-SslEndpoint shop.example:{sites.Port(site)} -ConnectTo 127.0.0.1 -TrustAnchor '{sites.RootFile}' -HttpPort {sites.HttpPort} -Detailed")).BaseObject;

    private static List<string> Versions(dynamic address) => [.. ((System.Collections.IEnumerable)address.Protocols).Cast<object>().Select(version => version.ToString()!)];

    private string OpenSsl(string site, params string[] options) => OpenSsl(sites.Port(site), options);

    private string OpenSsl(int port, params string[] options)
    {
        string[] arguments = ["s_client", "-connect", $"127.0.0.1:{port}", "-servername", "shop.example", "-verify_hostname", "shop.example", "-CAfile", sites.RootFile, .. options];
        var result = Programs.Run(Programs.Require("openssl", "openssl"), arguments);
        return result.Output + result.Error;
    }
}
