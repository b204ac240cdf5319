using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using SslTools.Testing;
using Xunit;

namespace SslTools.Host.Tests;

/// <summary>Under a pseudo-terminal, made by <c>script</c> of util-linux.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Progress = """
        $record = [System.Management.Automation.ProgressRecord]::new(1, 'Waiting', 'for the sun')
        $record.PercentComplete = 40
        $Host.UI.WriteProgress(1, $record)
        'output'
        """;

    private readonly HostProgram _program = new();

    [Fact]
    public void Colours_are_for_a_terminal()
    {
        using var plain = Start("Get-SslCertificate none", ("NO_COLOR", "1"));
        using var dumb = Start("Get-SslCertificate none", ("TERM", "dumb"));
        using var coloured = Start("Get-SslCertificate none");
        Assert.DoesNotContain("\u001b[31", plain.End().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31", dumb.End().Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[31;1mGet-SslCertificate", coloured.End().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_shown_and_erased()
    {
        using var run = Start(Progress);
        Assert.Matches(@"Waiting: for the sun 40%.*\r\u001b\[Koutput\r\n$", run.End().Output);
    }

    [Fact]
    public void Without_arguments_it_tells_how_it_is_used()
    {
        using var run = Start(null);
        var result = run.End();
        Assert.Equal(64, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("", true)]
    [InlineData("n", false)]
    public void A_confirmation_is_asked(string answer, bool issued)
    {
        using var run = Start("New-SelfSignedSslCertificate asked.example -Confirm");
        run.Expect("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"): ");
        run.Send(answer + "\r");
        Assert.Equal(0, run.End().ExitCode);
        Assert.Equal(issued, Directory.Exists(_program.Store));
    }

    [Fact]
    public void Mandatory_parameters_are_asked_for_and_secrets_are_not_shown()
    {
        using var run = Start("""
            function f {
                param(
                    [Parameter(Mandatory, HelpMessage = 'Some text.')] [string] $Name, [Parameter(Mandatory)] [int[]] $Port,
                    [Parameter(Mandatory)] [securestring] $Secret, [Parameter(Mandatory)] [pscredential] $Login)
                "$Name $($Port -join '+') $($Secret.Length) $($Login.UserName) $($Login.Password.Length)"
            }
            f
            """);
        Answer("Name: ", "!?");
        Answer("Some text.\r\nName: ", "shop");
        Answer("Port[0]: ", "many");
        Answer("'many' cannot be read as Int32.\r\nPort[0]: ", "80");
        Answer("Port[1]: ", "443");
        Answer("Port[2]: ", "");
        Answer("Secret: ", "hidde\u007fen");
        Answer("User: ", "admin");
        Answer("Password for user admin: ", "hush");
        var result = run.End();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("shop 80+443 6 admin 4", result.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("hidd|hush"), result.Output);

        void Answer(string question, string answer)
        {
            run.Expect(question);
            run.Send(answer + "\r");
        }
    }

    [Fact]
    public void Ctrl_C_ends_the_waiting_for_an_answer()
    {
        using var run = Start("try { New-SelfSignedSslCertificate asked.example -Confirm } finally { $Host.UI.WriteLine('cleaned') }");
        run.Expect("(default is \"Y\"): ");
        run.Send("\u0003");
        var result = run.End();
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("cleaned", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_program.Store));
    }

    [Fact]
    public void NonInteractive_asks_nothing_even_on_a_terminal()
    {
        using var run = Start("New-SelfSignedSslCertificate asked.example -Confirm", options: "-NonInteractive -Command");
        var result = run.End();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nobody is there to answer", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Dispose();

    private Running Start(string? command, (string Name, string Value)? variable = null, string options = "")
    {
        var script = Programs.Require("script", "bsdutils");
        var line = $"'{HostProgram.DotNet}' '{HostProgram.Assembly}' {options}" + (command is null ? "" : $" '{command.Replace("'", @"'\''", StringComparison.Ordinal)}'");
        var start = new ProcessStartInfo(script, ["-qec", line, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _program.Prepare(start);
        start.Environment["TERM"] = "xterm-256color";
        if (variable is var (name, value)) start.Environment[name] = value;
        return new Running(Process.Start(start)!);
    }
}
