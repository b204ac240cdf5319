using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace SslTools.Testing;

/// <summary>PowerShell's bare engine in a process of its own.</summary>
public static class TestShell
{
    /// <summary>Imports the staged module.</summary>
    public static string Import { get; } = $"Import-Module '{Path.Combine(Repository.StagedModule, "SslTools.psd1")}'";

    /// <summary>Runs scripts, one after the other in one session.</summary>
    public static ProgramResult Run(params string[] scripts) => Programs.Run("dotnet", [Dll, .. scripts]);

    /// <summary>Runs scripts in an environment that differs.</summary>
    public static ProgramResult RunIn(IReadOnlyDictionary<string, string?> environment, params string[] scripts) =>
        Programs.RunIn(environment, "dotnet", [Dll, .. scripts]);

    /// <summary>Starts scripts and gives the running process.</summary>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] scripts)
    {
        var start = new ProcessStartInfo(Programs.Find("dotnet")!, [Dll, .. scripts]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var pair in environment) start.Environment[pair.Key] = pair.Value;
        return Process.Start(start) ?? throw new InvalidOperationException();
    }

    private static string Dll => Repository.Built("SslTools.TestShell", "SslTools.TestShell.dll");
}
