using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Platforms;

/// <summary>A local platform: a real nginx and a wildcard certificate of the local CA.</summary>
public sealed class LocalPlatformTests : IDisposable
{
    private const string Domain = "apps.example.com";
    private const string Shop = "shop." + Domain;
    private const string Blog = "blog." + Domain;

    private readonly NginxFixture _server = new();
    private readonly ModuleSession _session = new();
    private readonly string _shopFile;

    public LocalPlatformTests()
    {
        _shopFile = _server.AddSite(Shop);
        _server.AddSite(Blog);
        _server.AddSite("elsewhere.example.org");
        _server.AddSite("deep.inside." + Domain);
        _server.Start();
        _session.Succeed($"$null = New-SslCertificateAuthority home -DiscardRootKey; $wildcard = New-SelfSignedSslCertificate *.{Domain} -Authority home -Name wild");
    }

    private string RegisterCommand =>
        $"Register-SslPlatform -Name home -Domain {Domain} -Certificate $wildcard -Server nginx -ConfigPath '{_server.ConfigPath}' -Port {_server.HttpsPort} -EntryPoint 127.0.0.1";

    private string CaFile => (string)_session.Succeed("(Get-SslCertificateAuthority home).RootPath").Single().BaseObject;

    public void Dispose()
    {
        _session.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Built_in_ssl_is_switched_on_for_two_sites_proved_by_curl_and_switched_off_again()
    {
        var original = _server.Snapshot();
        Register();
        var served = _session.Succeed("Get-SslEnvironment | Enable-BuiltInSsl -Wait");
        Assert.Equal(2, served.Count);
        Assert.All(served, certificate => Assert.Equal("BuiltIn", ((dynamic)certificate).Source.ToString()));
        Assert.Equal([Blog, Shop], served.Select(certificate => (string)((dynamic)certificate).Name).Order());
        foreach (var site in new[] { Shop, Blog }) Assert.Equal(site, CurlWithCa(site).Succeeded().Output);
        Assert.Equal("elsewhere.example.org", _server.Curl("elsewhere.example.org", $"http://elsewhere.example.org:{_server.HttpPort}/").Output);
        Assert.All(_session.Succeed("Get-SslEnvironment"), environment => Assert.True(((dynamic)environment).BuiltInSsl));
        Assert.Equal(2, _session.Succeed("Get-BuiltInSsl").Count);
        Assert.Equal(Thumbprint(), _server.Served(Shop));

        _session.Succeed("Disable-BuiltInSsl shop, blog -Wait");
        Assert.Null(_server.Served(Shop));
        Assert.Equal(original, _server.Snapshot());
        Assert.Empty(_session.Succeed("Get-BuiltInSsl"));
    }

    [Fact]
    public void A_site_with_a_public_address_of_its_own_is_refused_and_the_others_go_on()
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(_shopFile)!, "extra.conf"),
            $"server {{ listen 203.0.113.7:{_server.HttpPort}; server_name ip.{Domain}; }}\nserver {{ listen [2001:db8::7]:{_server.HttpPort}; server_name six.{Domain}; }}\n");
        Register();
        var before = _server.Snapshot();
        var error = _session.Fail("Enable-BuiltInSsl ip", "PublicIPAttached");
        Assert.Contains("203.0.113.7 at nginx", error.ToString());
        Assert.Contains("Request-LetsEncryptCertificate", error.ErrorDetails.RecommendedAction);
        Assert.Contains("Import-CustomSslCertificate", error.ErrorDetails.RecommendedAction);
        Assert.Contains("2001:db8::7", _session.Fail("Enable-BuiltInSsl six", "PublicIPAttached").ToString());
        Assert.Equal(before, _server.Snapshot());
        dynamic environment = Assert.Single(_session.Succeed("Get-SslEnvironment ip"));
        Assert.Equal(["203.0.113.7"], ((IReadOnlyList<string>)environment.PublicIPAddresses).ToArray());
    }

    [Fact]
    public void A_site_that_the_dns_leads_elsewhere_is_refused()
    {
        using var dns = new BindServer();
        dns.AddZone(Domain, "@ A 198.51.100.1", "shop A 198.51.100.2", "blog A 198.51.100.1").Start();
        _session.Succeed(RegisterCommand.Replace("-EntryPoint 127.0.0.1", $"-DnsServer {dns.EndPoint}"));
        Assert.Contains("198.51.100.2", _session.Fail("Enable-BuiltInSsl shop", "PublicIPAttached").ToString());
        Assert.Single(_session.Succeed("Enable-BuiltInSsl blog"));
    }

    [Fact]
    public void Twice_writes_nothing_and_WhatIf_shows_the_difference()
    {
        Register();
        var before = _server.Snapshot();
        var plan = _session.Run("Enable-BuiltInSsl shop -WhatIf");
        Assert.Empty(plan.Errors);
        Assert.Contains("Switch built-in SSL of 'shop' (shop.apps.example.com) at the platform 'home' on", plan.Screen);
        Assert.Contains($"+++ {_shopFile}", plan.Screen);
        Assert.Equal(before, _server.Snapshot());
        _session.Succeed("Enable-BuiltInSsl shop");
        var bound = _server.Snapshot();
        var again = _session.Run("Enable-BuiltInSsl shop -Verbose");
        Assert.Empty(again.Errors);
        Assert.Contains(again.Verbose, line => line.Contains("already on"));
        Assert.Single(again.Output);
        Assert.Equal(bound, _server.Snapshot());
        Assert.Contains(_session.Run("Disable-BuiltInSsl blog -Verbose").Verbose, line => line.Contains("already off"));
    }

    [Fact]
    public void What_is_not_covered_is_told_with_the_way_out()
    {
        Register();
        Assert.Contains("Is 'shop' meant?", _session.Fail("Enable-BuiltInSsl shopp", "EnvironmentNotFound").ToString());
        Assert.Contains("Is 'home' meant?", _session.Fail("Enable-BuiltInSsl shop -Platform homme", "PlatformNotFound").ToString());
        _session.Fail($"Enable-BuiltInSsl www.{Shop}", "CustomDomainNotCovered");
        _session.Fail($"Enable-BuiltInSsl deep.inside.{Domain}", "NotOneLabel");
        Assert.DoesNotContain(_session.Succeed("Get-SslEnvironment"), environment => ((string)((dynamic)environment).Name).Contains("deep"));
    }

    [Fact]
    public void Another_certificate_of_the_site_is_replaced_only_when_asked_to()
    {
        Register();
        var own = (string)((dynamic)_session.Succeed($"New-SelfSignedSslCertificate {Shop} -Name own").Single()).Thumbprint;
        _session.Succeed($"Set-SslBinding own -HostName {Shop} {_server.Parameters}");
        _session.Fail("Enable-BuiltInSsl shop", "SolutionConflict");
        Assert.Equal(own, _server.Served(Shop));
        _session.Succeed("Enable-BuiltInSsl shop -Force");
        Assert.Equal(Thumbprint(), _server.Served(Shop));
    }

    [Fact]
    public void A_certificate_of_ones_own_is_bound_to_an_environment_listed_and_removed()
    {
        Register();
        var original = _server.Snapshot();
        _session.Succeed($"$own = New-SelfSignedSslCertificate {Shop} -Name own; $null = Enable-BuiltInSsl shop");
        _session.Fail("$own | Set-SslBinding -Platform home -Environment shop", "SolutionConflict");
        _session.Fail("Set-SslBinding wild -Platform home -Environment shopp", "EnvironmentNotFound");
        var plan = _session.Run("Set-SslBinding own -Platform home -Environment shop -Force -WhatIf").Screen;
        Assert.Contains("for shop.apps.example.com at the site of the environment 'shop'", plan);
        dynamic binding = Assert.Single(_session.Succeed("$own | Set-SslBinding -Platform home -Environment shop -Force -PassThru"));
        Assert.Equal(binding.Thumbprint, _server.Served(Shop));
        Assert.NotEqual(Thumbprint(), _server.Served(Shop));
        _session.Succeed("$null = Enable-BuiltInSsl blog");
        Assert.Equal(["blog BuiltIn", "shop Custom"], _session.Succeed("Get-SslBinding -Platform home | ForEach-Object { \"$($_.Environment) $($_.Source)\" }").Select(o => o.ToString()).Order());
        Assert.Single(_session.Succeed("Get-SslBinding -Platform home -Environment sh*"));
        _session.Fail("Remove-SslBinding -Platform home -Environment blog", "PlatformBindingNotFound");
        _session.Succeed("Remove-SslBinding -Platform home -Environment shop; Disable-BuiltInSsl blog");
        Assert.Null(_server.Served(Shop));
        Assert.Equal(original, _server.Snapshot());
    }

    [Theory]
    [InlineData("-NotBefore 2020-01-01 -NotAfter 2021-01-01", Domain, "WildcardExpired")]
    [InlineData("", "other.example", "WildcardDoesNotCover")]
    public void A_wildcard_that_can_not_serve_is_refused_when_it_is_registered(string options, string domain, string errorId)
    {
        _session.Succeed($"$wildcard = New-SelfSignedSslCertificate *.{domain} -Name wild -Force {options}");
        _session.Fail(RegisterCommand, errorId);
        Assert.Empty(_session.Succeed("Get-SslPlatform"));
    }

    [Fact]
    public void A_wildcard_that_went_bad_after_registering_is_refused_before_anything_is_changed()
    {
        Register();
        var before = _server.Snapshot();
        _session.Succeed($"$null = New-SelfSignedSslCertificate *.{Domain} -Name wild -Force -NotBefore 2020-01-01 -NotAfter 2021-01-01");
        _session.Fail("Enable-BuiltInSsl shop", "WildcardExpired");
        File.Delete((string)_session.Succeed($"(New-SelfSignedSslCertificate *.{Domain} -Name wild -Force).PrivateKeyPath").Single().BaseObject);
        Assert.NotEmpty(_session.Run("Enable-BuiltInSsl shop").Errors);
        Assert.Equal(before, _server.Snapshot());
    }

    [Fact]
    public void Ten_of_many_fail_and_the_others_are_done()
    {
        foreach (var number in Enumerable.Range(1, 4)) _server.AddSite($"site{number}.{Domain}");
        Register();
        _session.Succeed("$names = 1..4 | ForEach-Object { \"site$_\", \"missing$_\" }");
        var result = _session.Run("$names | Enable-BuiltInSsl -ThrottleLimit 4");
        Assert.Equal(4, result.Output.Count);
        Assert.Equal(4, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("EnvironmentNotFound,", error.FullyQualifiedErrorId));
    }

    [Fact]
    public void A_registration_is_replaced_only_when_asked_to_and_forgotten_with_all_that_it_kept()
    {
        Register();
        _session.Fail(RegisterCommand, "AlreadyExists");
        _session.Succeed(RegisterCommand + " -Force");
        dynamic platform = Assert.Single(_session.Succeed("Get-SslPlatform h*"));
        Assert.Equal("Local", platform.Kind);
        _session.Succeed("Get-SslPlatform home | Unregister-SslPlatform");
        Assert.Empty(_session.Succeed("Get-SslPlatform"));
        _session.Fail("Unregister-SslPlatform home", "PlatformNotFound");
        _session.Fail("Get-SslEnvironment", "PlatformNotFound");
    }

    private void Register() => _session.Succeed("$null = " + RegisterCommand);

    private string Thumbprint() => (string)_session.Succeed("(Get-SslCertificate wild).Thumbprint").Single().BaseObject;

    private ProgramResult CurlWithCa(string site) => Programs.Run(
        Programs.Require("curl", "curl"),
        "-s", "--cacert", CaFile, "--resolve", $"{site}:{_server.HttpsPort}:127.0.0.1", $"https://{site}:{_server.HttpsPort}/");
}
