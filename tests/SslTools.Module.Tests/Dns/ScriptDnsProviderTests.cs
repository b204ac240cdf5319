using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SslTools.Testing;
using Xunit;

namespace SslTools.Module.Tests.Dns;

/// <summary>Script blocks and questions as DNS providers.</summary>
public sealed class ScriptDnsProviderTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public ScriptDnsProviderTests()
    {
        _session.Set("assembly", typeof(UseDnsProviderCommand).Assembly);
        _session.Succeed("Import-Module -Assembly $assembly; $global:calls = @()");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("{ param($RecordName, $TxtValue) $global:calls += \"+$RecordName=$TxtValue\" }", "{ param($RecordName, $TxtValue) $global:calls += \"-$RecordName=$TxtValue\" }")]
    [InlineData("{ $global:calls += '+' + $args[0] + '=' + $args[1] }", "{ $global:calls += '-' + $args[0] + '=' + $args[1] }")]
    [InlineData("{ $global:calls += '+' + $_.RecordName + '=' + $_.TxtValue }", "{ $global:calls += '-' + $_.RecordName + '=' + $_.TxtValue }")]
    public void The_scripts_get_name_and_value(string present, string cleanUp)
    {
        const string name = "_acme-challenge.example.com";
        _session.Succeed($"Use-DnsProvider ScriptDnsProvider -ProviderArguments {present}, {cleanUp}");
        Assert.Equal($"+{name}=one +{name}=two -{name}=one -{name}=two", string.Join(' ', _session.Succeed("$calls")));
    }

    [Fact]
    public void Local_variables_and_functions_of_the_user_are_seen()
    {
        _session.Succeed("function Note($text) { $global:calls += $text }; & { $zone = 'z1'; Use-DnsProvider ScriptDnsProvider -ProviderArguments { Note \"$zone $args\" }, $null }");
        Assert.Equal("z1 _acme-challenge.example.com one", _session.Succeed("$calls[0]").Single().ToString());
    }

    [Fact]
    public void Output_is_verbose_and_warnings_are_warnings()
    {
        var result = _session.Run("Use-DnsProvider ScriptDnsProvider -ProviderArguments { [CmdletBinding()] param($a, $b) 'made it'; $PSCmdlet.WriteWarning('slow') }, $null -Verbose");
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal(["slow", "slow"], result.Warnings);
        Assert.Equal(2, result.Verbose.Count(message => message == "made it"));
    }

    [Theory]
    [InlineData("{ throw 'the zone is locked' }")]
    [InlineData("{ [CmdletBinding()] param($a, $b) $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('the zone is locked'), 'x', 0, $null)); 'went on' }")]
    public void A_script_that_fails_is_an_explained_failure(string script)
    {
        var error = _session.Fail($"Use-DnsProvider ScriptDnsProvider -ProviderArguments {script}, $null", "DnsProviderFailed");
        Assert.Equal("The DNS provider -DnsPresent could not add the TXT record _acme-challenge.example.com: the zone is locked.", error.ToString());
    }

    [Fact]
    public void A_script_that_exits_does_not_end_the_session()
    {
        _session.Run("Use-DnsProvider ScriptDnsProvider -ProviderArguments { exit 3 }, $null");
        Assert.Equal("alive", _session.Succeed("'alive'").Single().ToString());
    }

    [Fact]
    public void Records_are_cleaned_up_after_Ctrl_C()
    {
        UseDnsProviderCommand.Waiting.Reset();
        _session.RunAndStop(
            "Use-DnsProvider ScriptDnsProvider -UntilStopped -ProviderArguments { $global:calls += 'add' }, { [CmdletBinding()] param($a, $b) $global:calls += 'remove'; $PSCmdlet.WriteWarning('x') }",
            UseDnsProviderCommand.Waiting);
        Assert.Equal("add add remove remove", string.Join(' ', _session.Succeed("$calls")));
    }

    [Fact]
    public void A_person_is_asked_once_for_all_records()
    {
        var result = _session.Run("Use-DnsProvider ManualDnsProvider");
        Assert.Empty(result.Errors);
        Assert.Contains("_acme-challenge.example.com  TXT  \"one\"\n  _acme-challenge.example.com  TXT  \"two\"\nAre they set?", result.Screen);
        Assert.Contains("no longer needed", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Where_nobody_can_be_asked_it_says_so()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(System.IO.Path.Combine(Repository.StagedModule, "SslTools.psd1"));
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("param($Assembly) Import-Module -Assembly $Assembly; Use-DnsProvider ManualDnsProvider").AddArgument(typeof(UseDnsProviderCommand).Assembly).Invoke();
        Assert.Contains("nobody can be asked", Assert.Single(shell.Streams.Error).ToString());
    }
}
