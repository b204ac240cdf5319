using System;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Fact]
    public void One_command_line_issues_a_certificate_and_shows_a_table()
    {
        var result = _program.Run("New-SelfSignedSslCertificate localhost").Succeeded();
        Assert.Matches(@"(?m)^Name +Source +Key ", result.Output);
        Assert.Matches(@"(?m)^localhost +SelfSigned +P256 ", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Several_arguments_are_joined_by_spaces() =>
        Assert.Equal("a-b", _program.Run("'a',", "'b'", "-join", "'-'").Succeeded().Output.Trim());

    [Fact]
    public void Command_is_an_option_too() => Assert.Equal("5", _program.Run("-NonInteractive", "-c", "2", "+", "3").Succeeded().Output.Trim());

    [Fact]
    public void Arguments_of_a_command_line_are_not_run() =>
        Assert.Equal("<$(exit 3)>", _program.Run("-CommandWithArgs", "\"<$($args[0])>\"", "$(exit 3)").Succeeded().Output.Trim());

    [Theory]
    [InlineData("-Name", "a b", "-Force", "-Count", "3")]
    [InlineData("a b", "-Force:$true", "-Count:3")]
    [InlineData("-Force", "a b", "-Count:", "3")]
    public void Arguments_of_a_script_are_bound_as_PowerShell_binds_them(params string[] arguments)
    {
        var script = _program.Write("my script.ps1", "param([string]$Name, [switch]$Force, [int]$Count) \"$Name|$Force|$($Count + 1)\"");
        Assert.Equal("a b|True|4", _program.Run(["-File", script, .. arguments]).Succeeded().Output.Trim());
    }

    [Fact]
    public void A_switch_can_be_turned_off()
    {
        var script = _program.Write("off.ps1", "param([switch]$Force = $true) \"$Force\"");
        Assert.Equal("False", _program.Run("-File", script, "-Force:$false").Succeeded().Output.Trim());
    }

    [Fact]
    public void A_script_needs_no_extension_so_that_it_can_be_a_program()
    {
        var script = _program.Write("renew", "#!/usr/bin/env -S ssltools -File\nparam($Name) \"renew $Name\"");
        Assert.Equal("renew x", _program.Run("-File", script, "-Name", "x").Succeeded().Output.Trim());
    }

    [Theory]
    [InlineData]
    [InlineData("-")]
    [InlineData("-Command", "-")]
    public void A_script_comes_from_standard_input(params string[] arguments) =>
        Assert.Equal("one\ntwo", _program.RunWith("if ($true)\n{\n    'one'\n}\n'two'\n", arguments).Succeeded().Output.Trim().ReplaceLineEndings("\n"));

    [Fact]
    public void Standard_input_is_the_input_of_a_command_line_that_reads_it() =>
        Assert.Equal("a.b.", _program.RunWith("a\nb\n", "-join ($input | ForEach-Object { \"$_.\" })").Succeeded().Output.Trim());

    [Theory]
    [InlineData("", "Usage:")]
    [InlineData("-Foo", "'-Foo' is not an option")]
    [InlineData("-File", "needs the path of a script")]
    [InlineData("-File|none.ps1", "There is no script 'none.ps1'")]
    [InlineData("-Command", "needs a command line")]
    [InlineData("-|x", "takes no arguments")]
    [InlineData(" ", "The command line is empty")]
    public void A_wrong_call_says_what_is_wrong(string arguments, string message)
    {
        var result = _program.Run(arguments.Split('|', arguments.Length == 0 ? StringSplitOptions.RemoveEmptyEntries : default));
        Assert.Equal(64, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("-Help", "Usage:")]
    [InlineData("--help", "Usage:")]
    [InlineData("-h", "Usage:")]
    [InlineData("-Version", "ssltools ")]
    [InlineData("--version", "PowerShell engine 7.")]
    public void Help_and_version(string option, string text) =>
        Assert.Contains(text, _program.Run(option).Succeeded().Output, StringComparison.Ordinal);

    public void Dispose() => _program.Dispose();
}
