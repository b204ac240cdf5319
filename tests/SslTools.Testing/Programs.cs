using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace SslTools.Testing;

/// <summary>Real programs. A test that needs one the machine lacks is reported as skipped, with the reason.</summary>
public static class Programs
{
    /// <summary>Finds a program, or skips the test.</summary>
    public static string Require(string program, string package)
    {
        var path = Find(program);
        Assert.SkipWhen(path is null, $"'{program}' is not installed (Debian: apt-get install {package}).");
        return path!;
    }

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append("/usr/local/sbin")
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end, at most two minutes.</summary>
    public static ProgramResult Run(string program, params string[] arguments) => RunWith(program, "", arguments);

    /// <summary>Runs a program with standard input.</summary>
    public static ProgramResult RunWith(string program, string input, params string[] arguments) =>
        Run(new Dictionary<string, string?>(), input, program, arguments);

    /// <summary>Runs a program in an environment that differs; null takes a variable out.</summary>
    public static ProgramResult RunIn(IReadOnlyDictionary<string, string?> environment, string program, params string[] arguments) =>
        Run(environment, "", program, arguments);

    private static ProgramResult Run(IReadOnlyDictionary<string, string?> environment, string input, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(true);
            throw new TimeoutException($"{program} did not end.");
        }

        return new ProgramResult(process.ExitCode, output.Result, error.Result);
    }
}

/// <summary>How a program ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test unless the program succeeded.</summary>
    public ProgramResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
