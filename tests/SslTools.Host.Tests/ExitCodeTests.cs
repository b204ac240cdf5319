using System;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class ExitCodeTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit", 0)]
    [InlineData("throw 'no'", 1)]
    [InlineData("if (", 1)]
    [InlineData("1 +* 2", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-SslCertificate none; 1", 1)]
    [InlineData("Get-SslCertificate none", 1)]
    [InlineData("Get-SslCertificate none; 1", 0)]
    [InlineData("No-SuchCommand", 1)]
    [InlineData("$global:LASTEXITCODE = 9", 9)]
    public void Of_a_command_line(string command, int code) => Assert.Equal(code, _program.Run(command).ExitCode);

    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("throw 'no'", 1)]
    [InlineData("1 +* 2", 1)]
    [InlineData("Get-SslCertificate none", 0)]
    public void Of_a_script(string script, int code) => Assert.Equal(code, _program.Run("-File", _program.Write("script.ps1", script)).ExitCode);

    [Fact]
    public void Of_a_program_that_ran_last()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        const string Fails = "sh -c 'exit 7'";
        Assert.Equal(7, _program.Run(Fails).ExitCode);
        Assert.Equal(7, _program.Run("-File", _program.Write("fails.ps1", Fails)).ExitCode);
        Assert.Equal(0, _program.Run(Fails + "; sh -c 'exit 0'").ExitCode);
        Assert.Equal(0, _program.Run(Fails + "; exit 0").ExitCode);
    }

    [Fact]
    public void Of_a_script_from_standard_input() => Assert.Equal(4, _program.RunWith("exit 4").ExitCode);

    public void Dispose() => _program.Dispose();
}
