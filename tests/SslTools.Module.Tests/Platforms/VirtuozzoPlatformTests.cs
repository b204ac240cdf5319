using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Text;
using System.Threading.Tasks;
using SslTools.Testing;
using SslTools.Testing.Acme;
using SslTools.Testing.Platforms;
using Xunit;

namespace SslTools.Module.Tests.Platforms;

/// <summary>A hoster's platform by the cmdlets, against the simulator of its API.</summary>
public sealed class VirtuozzoPlatformTests : IAsyncLifetime
{
    private readonly ModuleSession _session = new();
    private PlatformSimulator _platform = null!;

    public async ValueTask InitializeAsync() => Use(await PlatformSimulator.StartAsync());

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _platform.DisposeAsync();
        Assert.Empty(_platform.Complaints);
    }

    [Fact]
    public void One_switch_gives_an_environment_the_platforms_certificate()
    {
        var shop = _platform.Add("shop", "shop.example");
        Register();

        dynamic environment = Assert.Single(_session.Succeed("Get-SslEnvironment shop"));
        Assert.Equal("shop.apps.example.com", environment.Domain);
        dynamic certificate = Assert.Single(_session.Succeed("Get-SslEnvironment shop* | Enable-BuiltInSsl -Wait"));

        Assert.Equal("BuiltIn", certificate.Source.ToString());
        Assert.Equal(_platform.Wildcard.Leaf.Thumbprint, certificate.Thumbprint);
        Assert.True(shop.SslState);
        Assert.Single(_session.Succeed("Get-BuiltInSsl shop"));

        _session.Succeed("Enable-BuiltInSsl shop");
        Assert.Equal(1, _platform.Count("editenvsettings"));
        _session.Succeed("Disable-BuiltInSsl shop -Wait");
        Assert.False(shop.SslState);
    }

    [Fact]
    public void Curl_is_content_with_two_environments_while_it_is_on()
    {
        var curl = Programs.Require("curl", "curl");
        using var folder = new TempFolder();
        var root = Path.Combine(folder.Path, "root.pem");
        File.WriteAllText(root, _platform.WildcardRootPem);
        ProgramResult Get(string name) => Programs.Run(
            curl, "-sS", "--cacert", root, "--resolve", $"{name}.apps.example.com:{_platform.EntryPoint.Port}:127.0.0.1",
            $"https://{name}.apps.example.com:{_platform.EntryPoint.Port}/");
        _platform.Add("shop");
        _platform.Add("blog");
        Register();
        Assert.NotEqual(0, Get("shop").ExitCode);

        _session.Succeed("Get-SslEnvironment | Enable-BuiltInSsl -Wait");
        Assert.All(new[] { "shop", "blog" }, name => Assert.Equal("it works\n", Get(name).Output));

        _session.Succeed("Get-SslEnvironment | Disable-BuiltInSsl -Wait");
        Assert.All(new[] { "shop", "blog" }, name => Assert.NotEqual(0, Get(name).ExitCode));
    }

    [Fact]
    public void What_if_sends_no_change()
    {
        var shop = _platform.Add("shop");
        Register();

        _session.Succeed("Enable-BuiltInSsl shop -WhatIf");

        Assert.False(shop.SslState);
        Assert.Equal(0, _platform.Count("editenvsettings"));
    }

    [Fact]
    public void Waiting_ends_when_it_is_really_served()
    {
        _platform.Add("shop").HandshakesBeforeServing = 2;
        Register();

        Assert.Single(_session.Succeed("Enable-BuiltInSsl shop -Wait"));
    }

    [Fact]
    public void A_public_address_is_refused_and_stays()
    {
        var shop = _platform.Add("shop");
        shop.Nodes[0].PublicIPv6.Add("2001:db8:1::7");
        Register();

        var error = Fail("Enable-BuiltInSsl shop", "PublicIPAttached");

        Assert.Contains("2001:db8:1::7", error.Exception.Message);
        Assert.Single(shop.Nodes[0].PublicIPv6);
        Assert.Equal(0, _platform.Count("editenvsettings"));
    }

    [Fact]
    public void An_unknown_environment_suggests_the_nearest()
    {
        _platform.Add("shop");
        Register();

        Assert.Contains("'shop'", Fail("Enable-BuiltInSsl shopp", "EnvironmentNotFound").Exception.Message);
    }

    [Fact]
    public void A_wrong_password_registers_nothing()
    {
        Fail(RegisterScript, "PlatformSignInFailed", "wrong password");

        Assert.Empty(_session.Succeed("Get-SslPlatform"));
        Assert.Equal(1, _platform.Count("signin"));
    }

    [Fact]
    public void A_root_that_is_not_given_is_not_trusted() => Fail(RegisterScript.Replace("-CACertificate $root", ""), "PlatformUntrusted");

    [Fact]
    public async Task A_host_that_is_no_api_is_told()
    {
        await using var other = await AcmeTestServer.StartAsync();
        File.WriteAllText(Path.Combine(_session.Folder, "root.pem"), other.RootPem);
        _session.Set("apiHost", other.Directory.Authority);

        Fail(RegisterScript, "PlatformNotAnApi");
    }

    [Fact]
    public async Task A_token_without_permission_is_told()
    {
        await _platform.DisposeAsync();
        Use(await PlatformSimulator.StartAsync(new PlatformSimulatorOptions
        {
            Tokens = new Dictionary<string, IReadOnlyList<string>?> { ["the-token"] = ["getenvs", "getenvinfo"] },
        }));
        _platform.Add("shop");
        _session.Set("token", Secure("the-token"));
        _session.Succeed("Register-SslPlatform cloud -ApiHost $apiHost -Token $token -CACertificate $root -EntryPoint $entry");

        Fail("Enable-BuiltInSsl shop", "PlatformPermissionDenied");
        Assert.Equal(0, _platform.Count("signin"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_switch_whose_answer_is_lost_is_read_again_and_sent_once(bool carriedOut)
    {
        var shop = _platform.Add("shop");
        Register();
        _platform.Faults.Add(carriedOut ? PlatformFault.DropAfter("editenvsettings") : PlatformFault.DropBefore("editenvsettings"));

        if (carriedOut) Assert.Single(_session.Succeed("Enable-BuiltInSsl shop"));
        else Assert.Contains("the switch to on was sent, the platform has not confirmed it; it says off now", Fail("Enable-BuiltInSsl shop", "SwitchNotConfirmed").Exception.Message);

        Assert.Equal(carriedOut, shop.SslState);
        Assert.Equal(1, _platform.Count("editenvsettings"));
    }

    [Fact]
    public void Secrets_are_at_rest_encrypted_and_in_no_output()
    {
        _platform.Add("shop");
        Register();
        var result = _session.Run("Get-SslPlatform | Format-List * | Out-String; Enable-BuiltInSsl shop -Verbose -Debug; $Error | Out-String");

        var sessions = _platform.Calls.Select(call => call.Fields.GetValueOrDefault("session")).OfType<string>().Distinct().ToList();
        var password = new PlatformSimulatorOptions().Password;
        Assert.NotEmpty(sessions);
        foreach (var secret in sessions.Append(password))
        {
            Assert.DoesNotContain(secret, string.Concat(result.Output) + string.Concat(result.Verbose) + string.Concat(result.Warnings) + result.Screen);
            foreach (var file in Directory.EnumerateFiles(_session.Store, "*", SearchOption.AllDirectories))
                Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, file);
        }
    }

    [Fact]
    public void A_certificate_of_ones_own_is_bound_at_the_balancer_and_removed()
    {
        var shop = _platform.Add("shop", "shop.example");
        Register();
        _session.Succeed("New-SelfSignedSslCertificate shop.example");

        _session.Succeed("Get-SslCertificate shop.example | Set-SslBinding -Platform cloud -Environment shop");
        Assert.Equal(["shop.example"], shop.Bound.Keys);
        dynamic binding = Assert.Single(_session.Succeed("Get-SslBinding -Platform cloud"));
        Assert.Equal("LoadBalancer", binding.Entry.ToString());

        _session.Succeed("Remove-SslBinding -Platform cloud -Environment shop -Confirm:$false");
        Assert.Empty(shop.Bound);
        Assert.Empty(_platform.Certificates);
    }

    [Theory]
    [InlineData("New-SelfSignedSslCertificate shop.example -KeyAlgorithm P256", "NodeNeedsRsa")]
    [InlineData("New-SelfSignedSslCertificate shop.example -KeyAlgorithm RSA2048", "NodeNeedsIntermediate")]
    public void What_a_node_would_refuse_is_never_sent(string issue, string id)
    {
        _platform.Add("shop", "shop.example").Nodes[0].PublicIPv4.Add("203.0.113.7");
        Register();
        _session.Succeed(issue);

        Fail("Set-SslBinding shop.example -Platform cloud -Environment shop", id);

        Assert.Equal(0, _platform.Count("bindssl") + _platform.Count("addsslcert"));
    }

    [Fact]
    public void A_node_takes_a_certificate_with_its_intermediate()
    {
        var shop = _platform.Add("shop", "shop.example");
        shop.Nodes[0].PublicIPv4.Add("203.0.113.7");
        Register();
        _session.Succeed("$null = New-SslCertificateAuthority home -DiscardRootKey; New-SelfSignedSslCertificate shop.example -Authority home -KeyAlgorithm RSA2048");

        _session.Succeed("Set-SslBinding shop.example -Platform cloud -Environment shop");

        Assert.Equal(["shop.example"], shop.NodeCertificate!.Names);
    }

    [Fact]
    public void The_add_on_gets_a_certificate_and_a_rate_limit_is_not_repeated()
    {
        var shop = _platform.Add("shop", "shop.example");
        Register();
        _session.Succeed("Request-LetsEncryptCertificate shop.example -Platform cloud -Environment shop");
        Assert.Equal(["shop.example"], shop.Addon!.Domains);

        shop.AddonResult = 12002;
        Fail("Request-LetsEncryptCertificate shop.example -Platform cloud -Environment shop -Force", "PlatformRateLimited");
        Assert.Equal(1, _platform.Count("executeappaction"));
    }

    [Fact]
    public void Of_five_hundred_with_ten_bad_ones_the_others_are_done()
    {
        for (var i = 0; i < 500; i++)
        {
            var environment = _platform.Add($"shop{i:000}");
            if (i % 50 == 7) environment.Nodes[0].PublicIPv4.Add($"203.0.113.{i / 50}");
        }

        Register();

        var result = _session.Run("Get-SslEnvironment | Enable-BuiltInSsl");

        Assert.Equal(490, result.Output.Count);
        Assert.Equal(10, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("PublicIPAttached,", error.FullyQualifiedErrorId));
        Assert.Equal(490, _platform.Environments.Values.Count(environment => environment.SslState));
        Assert.Equal(490, _platform.Count("editenvsettings"));
        Assert.InRange(_platform.Peak, 2, 8);
    }

    private const string RegisterScript = "Register-SslPlatform cloud -ApiHost $apiHost -Credential $credential -CACertificate $root -EntryPoint $entry";

    private void Register() => Assert.Single(_session.Succeed(RegisterScript));

    private ErrorRecord Fail(string script, string id, string? password = null)
    {
        if (password is not null) _session.Set("credential", new PSCredential(new PlatformSimulatorOptions().Login, Secure(password)));
        var error = Assert.Single(_session.Run(script).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        return error;
    }

    private void Use(PlatformSimulator platform)
    {
        _platform = platform;
        var root = Path.Combine(_session.Folder, "root.pem");
        File.WriteAllText(root, platform.ApiRootPem);
        _session.Set("root", root);
        _session.Set("apiHost", platform.ApiHost);
        _session.Set("entry", platform.EntryPoint.ToString());
        var options = new PlatformSimulatorOptions();
        _session.Set("credential", new PSCredential(options.Login, Secure(options.Password)));
    }

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text) secure.AppendChar(c);
        return secure;
    }
}
