using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Host.Tests;

public sealed class SurroundingsTests : IDisposable
{
    private readonly HostProgram _program = new();

    [Fact]
    public void A_plain_command_leaves_nothing_behind()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_program.Folder, "temporary")).FullName;
        var result = _program.RunIn(
            [("TMPDIR", temporary), ("DOTNET_EnableDiagnostics", "0")], "", "Get-SslCertificate; [IO.Directory]::GetFileSystemEntries($env:TMPDIR); No-SuchCommand");
        Assert.Empty(result.Output.Trim());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_program.Home, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        Assert.False(Directory.Exists(_program.Store));
    }

    [Fact]
    public void The_caller_s_environment_reaches_programs() =>
        Assert.Equal("/some/cache|1", _program.RunIn([("XDG_CACHE_HOME", "/some/cache")], "", "\"$env:XDG_CACHE_HOME|$env:POWERSHELL_TELEMETRY_OPTOUT\"").Output.Trim());

    [Fact]
    public void It_starts_without_a_home_as_systemd_runs_it() =>
        Assert.Equal("1", _program.RunIn([("HOME", "")], "", "1").Succeeded().Output.Trim());

    [Fact]
    public void The_user_s_modules_can_be_used()
    {
        var module = Path.Combine(_program.Home, ".local", "share", "powershell", "Modules", "Mine");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The folder is another one.");
        Directory.CreateDirectory(module);
        File.WriteAllText(Path.Combine(module, "Mine.psm1"), "function Get-Mine { 'mine' }");
        Assert.Equal("mine", _program.Run("Get-Mine").Succeeded().Output.Trim());
    }

    [Fact]
    public void It_starts_where_libicu_is_missing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux can be without it.");

        // Empty files of the same names come first, so that none can be loaded.
        var shadow = Directory.CreateDirectory(Path.Combine(_program.Folder, "icu")).FullName;
        var folders = new[] { "/lib", "/usr/lib", "/lib64", "/usr/lib64" }.Where(Directory.Exists).SelectMany(f => Directory.EnumerateDirectories(f).Append(f));
        var libraries = folders.SelectMany(Libraries).Select(Path.GetFileName).Distinct();
        foreach (var library in libraries) File.WriteAllText(Path.Combine(shadow, library!), "");
        var result = _program.RunIn([("LD_LIBRARY_PATH", shadow)], "", "$on = $false; $null = [AppContext]::TryGetSwitch('System.Globalization.Invariant', [ref]$on); $on");
        Assert.Equal("True", result.Succeeded().Output.Trim());
    }

    [Fact]
    public void A_broken_installation_is_told()
    {
        var copy = Path.Combine(_program.Folder, "copy");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(HostProgram.Assembly)!, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Path.GetDirectoryName(HostProgram.Assembly)!, file);
            if (relative.StartsWith("SslTools" + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, relative))!);
            File.Copy(file, Path.Combine(copy, relative));
        }

        var result = Programs.Run(HostProgram.DotNet, Path.Combine(copy, "ssltools.dll"), "1");
        Assert.Equal(70, result.ExitCode);
        Assert.StartsWith("ssltools: It cannot start: ", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _program.Dispose();

    private static string[] Libraries(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "libicu*.so*");
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
