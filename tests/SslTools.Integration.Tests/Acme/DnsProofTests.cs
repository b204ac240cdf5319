using System;
using System.Linq;
using System.Threading.Tasks;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>dns-01 with records in a real BIND that Pebble asks, by scripts and by a plugin.</summary>
public sealed class DnsProofTests
{
    private const string Plugin = """
        function Get-CurrentPluginType { 'dns-01' }
        function Add-DnsTxt {
            [CmdletBinding()]
            param([Parameter(Mandatory)][string]$RecordName, [Parameter(Mandatory)][string]$TxtValue, [Parameter(Mandatory)][securestring]$Token)
            $global:dns.SetTxtAsync($RecordName, $TxtValue).GetAwaiter().GetResult()
        }
        function Remove-DnsTxt {
            [CmdletBinding()]
            param([Parameter(Mandatory)][string]$RecordName, [Parameter(Mandatory)][string]$TxtValue, [Parameter(Mandatory)][securestring]$Token)
            $global:dns.ClearTxtAsync($RecordName).GetAwaiter().GetResult()
        }
        function Save-DnsTxt { [CmdletBinding()] param([securestring]$Token) $global:saved++ }
        """;

    private const string Base = "example.test";

    [Fact]
    public void A_wildcard_and_its_base_name_in_one_order_and_at_the_renewal()
    {
        using var bind = new BindServer().AddZone(Base).Start();
        using var request = Session(bind);

        var certificate = request.Request($"'*.{Base}', {Base} -Name wild {Rfc2136(bind)}").Single();

        Assert.Equal([$"*.{Base}", Base], certificate.DnsNames);
        Assert.Empty(bind.Texts("_acme-challenge." + Base));
        var renewed = Renewal.Read(request.Session.Succeed("Update-SslCertificate wild -Force").Single());
        Assert.Equal(("Renewed", (int?)2), (renewed.Status, renewed.Version));
        Assert.Empty(bind.Texts("_acme-challenge." + Base));
    }

    [Fact]
    public void A_record_that_is_delegated_to_another_zone()
    {
        using var bind = new BindServer(recursive: true)
            .AddZone(Base, "_acme-challenge CNAME example.proofs.test.", "_acme-challenge.www CNAME www.proofs.test.").AddZone("proofs.test").Start();
        using var request = Session(bind);

        Assert.Single(request.Request($"{Base}, '*.{Base}', www.{Base} {Rfc2136(bind)}"));
        Assert.Empty(bind.Texts("example.proofs.test"));
        Assert.Single(request.Request($"{Base} -Name alias -DnsAlias example.proofs.test {Rfc2136(bind)}"));
        Assert.Empty(bind.Texts("example.proofs.test"));
    }

    [Fact]
    public void A_server_that_refuses_the_key_is_explained_and_nothing_is_answered()
    {
        using var bind = new BindServer().AddZone(Base).Start();
        using var request = Session(bind);
        var error = request.Session.Fail(RequestSession.Command($"{Base} {Rfc2136(bind).Replace(bind.KeySecret, Convert.ToBase64String(new byte[32]), StringComparison.Ordinal)}"), "DnsProviderFailed");
        Assert.DoesNotContain(bind.KeySecret, error.ToString());
        Assert.Empty(bind.Texts("_acme-challenge." + Base));
    }

    [Fact]
    public async Task Script_blocks_that_are_kept_for_the_renewal()
    {
        using var request = new RequestSession();
        request.Session.Set("dns", request.Pebble.Challenges);
        await request.Pebble.Challenges.SetTxtAsync("_acme-challenge.other.example", "untouched");

        Assert.Single(request.Request($$"""
            script.example -DnsServer 127.0.0.1:{{request.Pebble.Challenges.DnsPort}} -DnsPresent { param($RecordName, $TxtValue) $dns.SetTxtAsync($RecordName, $TxtValue).GetAwaiter().GetResult() } `
                -DnsCleanUp { param($RecordName, $TxtValue) $dns.ClearTxtAsync($RecordName).GetAwaiter().GetResult() }
            """));
        var renewed = Renewal.Read(request.Session.Succeed("Update-SslCertificate -Force").Single());
        Assert.Equal("Renewed", renewed.Status);
    }

    [Fact]
    public void A_plugin_of_Posh_ACME_that_is_kept_for_the_renewal()
    {
        using var folder = new TempFolder();
        folder.Write("Example.ps1", Plugin);
        var before = Environment.GetEnvironmentVariable("POSHACME_PLUGINS");
        Environment.SetEnvironmentVariable("POSHACME_PLUGINS", folder.Path);
        try
        {
            using var request = new RequestSession();
            request.Session.Set("dns", request.Pebble.Challenges);
            Assert.Single(request.Request($"plugin.example -DnsServer 127.0.0.1:{request.Pebble.Challenges.DnsPort} -DnsPlugin Example -PluginArgs @{{ Token = 'hidden' }}"));
            var renewed = Renewal.Read(request.Session.Succeed("Update-SslCertificate -Force").Single());
            Assert.Equal("Renewed", renewed.Status);
            Assert.True(int.Parse(request.Session.Succeed("$saved").Single().ToString()) >= 2);
        }
        finally
        {
            Environment.SetEnvironmentVariable("POSHACME_PLUGINS", before);
        }
    }

    private static RequestSession Session(BindServer bind) => new(new PebbleOptions { DnsServer = bind.EndPoint.ToString() });

    private static string Rfc2136(BindServer bind) =>
        $"-DnsProvider Rfc2136 -DnsArgs @{{ Server = '{bind.EndPoint}'; KeyName = '{bind.KeyName}'; KeySecret = '{bind.KeySecret}' }} -DnsServer {bind.EndPoint}";
}
