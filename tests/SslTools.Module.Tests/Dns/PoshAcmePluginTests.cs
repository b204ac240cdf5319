using System;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests.Dns;

/// <summary>Plugins in the shape of Posh-ACME's contract, in a folder that POSHACME_PLUGINS names and in a module's.</summary>
public sealed class PoshAcmePluginTests : IDisposable
{
    private const string Functions = """
        function Get-CurrentPluginType { 'dns-01' }
        function Add-DnsTxt {
            [CmdletBinding(DefaultParameterSetName='Token')]
            param([Parameter(Mandatory)][string]$RecordName, [Parameter(Mandatory)][string]$TxtValue,
                [Parameter(Mandatory,ParameterSetName='Token')][securestring]$ApiToken,
                [Parameter(Mandatory,ParameterSetName='Key')][string]$ApiUser, [Parameter(Mandatory,ParameterSetName='Key')][string]$ApiKey,
                [switch]$Fast, [Parameter(ValueFromRemainingArguments)]$ExtraParams)
            if ($script:UseBasic -isnot [hashtable]) { throw 'no UseBasic' }
            if ($ApiKey -eq 'wrong-key') { throw "the key $ApiKey is wrong" }
            if ($ApiToken) {
                $plain = [pscredential]::new('x', $ApiToken).GetNetworkCredential().Password
                if ($plain -eq 'wrong-token') { throw "the token $plain is wrong" }
            }
            $script:count++
            $global:calls += "add $RecordName $TxtValue $($PSCmdlet.ParameterSetName) $Fast $script:count"
        }
        function Remove-DnsTxt {
            param([Parameter(Mandatory)][string]$RecordName, [Parameter(Mandatory)][string]$TxtValue, [securestring]$ApiToken, [string]$ApiUser, [string]$ApiKey)
            $global:calls += "remove $RecordName $TxtValue"
        }
        function Save-DnsTxt { param([string]$ApiUser) $global:calls += "save $ApiUser" }
        """;

    private readonly ModuleSession _session = new();
    private readonly TempFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("POSHACME_PLUGINS");

    public PoshAcmePluginTests()
    {
        _folder.Write("Example.ps1", Functions);
        _folder.Write("WebThing.ps1", "function Get-CurrentPluginType { 'http-01' }");
        _folder.Write("Broken.ps1", "function Add-DnsTxt {");
        _folder.Write("Half.ps1", "function Get-CurrentPluginType { 'dns-01' }\nfunction Add-DnsTxt {}");
        Environment.SetEnvironmentVariable("POSHACME_PLUGINS", _folder.Path);
        _session.Set("assembly", typeof(UseDnsProviderCommand).Assembly);
        _session.Succeed("Import-Module -Assembly $assembly; $global:calls = @()");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("POSHACME_PLUGINS", _before);
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_plugin_adds_saves_and_removes()
    {
        _session.Succeed("Use-DnsProvider PoshAcmePluginProvider -ProviderArguments 'example', @{ ApiUser = 'me'; ApiKey = 'secret'; Fast = $true }");
        const string name = "_acme-challenge.example.com";
        Assert.Equal(
            [$"add {name} one Key True 1", $"add {name} two Key True 2", "save me", $"remove {name} one", $"remove {name} two", "save me"],
            _session.Succeed("$calls").Select(call => call.ToString()));
        Assert.Empty(_session.Succeed("Get-Command Add-DnsTxt -ErrorAction Ignore; Get-Module Posh-ACME"));
    }

    [Fact]
    public void The_newest_module_is_taken_and_the_users_folder_replaces_none_of_its_plugins()
    {
        _folder.Write("modules/Posh-ACME/4.9.0/Plugins/Shared.ps1", "throw 'old'");
        _folder.Write("modules/Posh-ACME/4.10.0/Plugins/Shared.ps1", Functions.Replace("$global:calls += \"add", "$global:calls += \"$(Get-Helper) add", StringComparison.Ordinal));
        _folder.Write("modules/Posh-ACME/4.10.0/Private/Get-Helper.ps1", "function Get-Helper { 'helped' }");
        _folder.Write("Shared.ps1", "throw 'mine'");
        var path = Environment.GetEnvironmentVariable("PSModulePath");
        Environment.SetEnvironmentVariable("PSModulePath", $"{path}{System.IO.Path.PathSeparator}{_folder["modules"]}");
        try
        {
            _session.Succeed("Use-DnsProvider PoshAcmePluginProvider -ProviderArguments 'Shared', @{ ApiToken = 'secret' }");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PSModulePath", path);
        }

        Assert.StartsWith("helped add", _session.Succeed("$calls[0]").Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_serves_where_a_secure_string_is_wanted()
    {
        _session.Succeed("Use-DnsProvider PoshAcmePluginProvider -ProviderArguments 'Example', @{ ApiToken = 'secret' }");
        Assert.Contains("Token", _session.Succeed("$calls[0]").Single().ToString());
    }

    [Theory]
    [InlineData("Example", "@{}", "InvalidDnsArgument", "needs ApiToken too")]
    [InlineData("Example", "@{ ApiUser = 'me' }", "InvalidDnsArgument", "too")]
    [InlineData("Example", "@{ ApiTokn = 'Hidden1' }", "InvalidDnsArgument", "no parameter 'ApiTokn'; did you mean ApiToken?")]
    [InlineData("Example", "@{ RecordName = 'Hidden1' }", "InvalidDnsArgument", "no parameter 'RecordName'")]
    [InlineData("Exmple", "@{}", "DnsPluginNotFound", "did you mean Example?")]
    [InlineData("../Example", "@{}", "DnsPluginNotFound", "is installed")]
    [InlineData("WebThing", "@{}", "DnsPluginUnsupported", "http-01")]
    [InlineData("Half", "@{}", "DnsPluginUnsupported", "lacks one of the functions")]
    [InlineData("Broken", "@{}", "DnsProviderFailed", "load")]
    [InlineData("Example", "@{ ApiUser = 'me'; ApiKey = 'wrong-key' }", "DnsProviderFailed", "the key *** is wrong")]
    [InlineData("Example", "@{ ApiToken = 'wrong-token' }", "DnsProviderFailed", "the token *** is wrong")]
    [InlineData("Example", "@{ ApiToken = [System.Net.NetworkCredential]::new('', 'wrong-token').SecurePassword }", "DnsProviderFailed", "the token *** is wrong")]
    public void What_is_wrong_is_told_before_anything_hangs(string plugin, string arguments, string id, string text)
    {
        var error = _session.Fail($"Use-DnsProvider PoshAcmePluginProvider -ProviderArguments '{plugin}', {arguments}", id);
        Assert.Contains(text, error.ToString());
        Assert.DoesNotContain("Hidden1", error.ToString());
        Assert.Empty(_session.Succeed("$calls"));
    }
}
