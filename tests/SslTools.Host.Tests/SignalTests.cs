using System;
using System.IO;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class SignalTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_stops_the_script_and_waits_for_its_clean_up(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        var trace = Path.Combine(_program.Folder, "trace");
        var script = _program.Write("loop.ps1", """
            param($Trace)
            try { $Host.UI.WriteLine('ready'); while ($true) { [Threading.Thread]::Sleep(10) } }
            finally { [Threading.Thread]::Sleep(200); [IO.File]::WriteAllText($Trace, 'clean') }
            """);
        using var run = _program.Start("-File", script, trace);
        run.Expect("ready");
        run.Signal(signal);
        Assert.Equal(code, run.End().ExitCode);
        Assert.Equal("clean", File.ReadAllText(trace));
    }

    [Fact]
    public void A_second_signal_ends_the_program_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        using var run = _program.Start("""
            try { $Host.UI.WriteLine('ready'); while ($true) { [Threading.Thread]::Sleep(10) } }
            finally { [Console]::WriteLine('cleaning'); [Threading.Thread]::Sleep(-1) }
            """);
        run.Expect("ready");
        run.Signal("TERM");
        run.Expect("cleaning");
        run.Signal("TERM");
        Assert.Equal(143, run.End().ExitCode);
    }

    public void Dispose() => _program.Dispose();
}
