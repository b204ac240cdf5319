using System;
using System.Linq;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class StreamTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Fact]
    public void Errors_go_to_standard_error_with_what_to_do()
    {
        var result = _program.Run("1; Get-SslCertificate none; 2");
        Assert.Equal("1\n2", result.Output.Trim().ReplaceLineEndings("\n"));
        Assert.StartsWith("Get-SslCertificate: There is no certificate named 'none'", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n  Recommendation: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 'terminating'", "Exception: terminating")]
    [InlineData("1 +* 2", "ParserError: ")]
    [InlineData("if (", "ParserError: Missing condition in if statement")]
    public void What_ends_a_script_goes_to_standard_error_too(string script, string error)
    {
        var result = _program.Run(script);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void An_error_of_a_script_shows_its_line()
    {
        var result = _program.Run("-File", _program.Write("bad.ps1", "1\nthrow 'here'\n"));
        Assert.Contains("bad.ps1:2", result.Error, StringComparison.Ordinal);
        Assert.Contains("|  throw 'here'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_streams_go_to_standard_output_as_with_pwsh()
    {
        const string Script = """
            function f {
                [CmdletBinding()] param()
                $PSCmdlet.WriteVerbose('v')
                $PSCmdlet.WriteInformation('i', @())
                $PSCmdlet.WriteWarning('w')
                $DebugPreference = 'Continue'
                $PSCmdlet.WriteDebug('d')
                $Host.UI.WriteLine('Red', 'Black', 'h')
                'o'
            }
            f -Verbose -InformationAction Continue
            """;
        var result = _program.Run(Script).Succeeded();
        Assert.Equal(["VERBOSE: v", "i", "WARNING: w", "DEBUG: d", "h", "o"], result.Output.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("exit 2")]
    [InlineData("throw 'no'")]
    public void A_table_is_shown_even_if_the_script_ends_early(string end) =>
        Assert.Contains("early", _program.Run($"New-SelfSignedSslCertificate early.example -Name early; {end}").Output, StringComparison.Ordinal);

    [Fact]
    public void Redirected_there_are_no_colours_and_no_progress()
    {
        const string Script = """
            $Host.UI.WriteProgress(1, [System.Management.Automation.ProgressRecord]::new(1, 'Activity', 'Status'))
            $PSStyle.Foreground.Red + 'text' + $PSStyle.Reset
            Get-SslCertificate none
            """;
        var result = _program.Run(Script);
        Assert.Equal("text", result.Output.Trim());
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.DoesNotContain("Activity", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("", 120)]
    [InlineData("x", 120)]
    public void Redirected_the_width_is_that_of_COLUMNS_or_120(string columns, int width) =>
        Assert.Equal($"{width}", _program.RunIn([("COLUMNS", columns)], "", "$Host.UI.RawUI.WindowSize.Width").Succeeded().Output.Trim());

    public void Dispose() => _program.Dispose();
}
