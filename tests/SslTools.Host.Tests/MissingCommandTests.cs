using System;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class MissingCommandTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Theory]
    [InlineData("Select-Object")]
    [InlineData("Get-Content")]
    [InlineData("Format-List")]
    [InlineData("Start-Sleep")]
    [InlineData("ConvertTo-Json")]
    [InlineData("ConvertTo-SecureString")]
    public void A_cmdlet_of_full_PowerShell_says_so(string command)
    {
        var result = _program.Run($"1 | {command} -First 1 x");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"'{command}' is not part of ssltools; it needs full PowerShell.", result.Error, StringComparison.Ordinal);
        Assert.Contains("Import-Module SslTools", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void So_does_its_alias() => Assert.Contains("'Format-List' is not part of ssltools", _program.Run("1 | fl").Error, StringComparison.Ordinal);

    [Fact]
    public void It_can_be_caught() =>
        Assert.Equal("CommandNotFoundException", _program.Run("try { Get-Item x } catch { $_.Exception.GetType().Name }").Succeeded().Output.Trim());

    [Fact]
    public void An_unknown_command_keeps_PowerShells_words() =>
        Assert.StartsWith("No-SuchCommand: The term 'No-SuchCommand' is not recognized", _program.Run("No-SuchCommand").Error, StringComparison.Ordinal);

    [Fact]
    public void What_the_engine_has_is_used()
    {
        var result = _program.Run("1..3 | Where-Object { $_ -gt 1 } | ForEach-Object { $_ * 2 }; Get-Command Get-SslCertificate | ForEach-Object Name");
        Assert.Equal("4\n6\nGet-SslCertificate", result.Succeeded().Output.Trim().ReplaceLineEndings("\n"));
    }

    public void Dispose() => _program.Dispose();
}
