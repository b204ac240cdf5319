using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Testing;

namespace SslTools.Host.Tests;

/// <summary>The built program, in a home folder of its own.</summary>
internal sealed class HostProgram : IDisposable
{
    private readonly TempFolder _folder = new();

    public HostProgram() => Directory.CreateDirectory(Home);

    /// <summary>The program as <c>dotnet</c> runs it.</summary>
    public static string Assembly { get; } = typeof(HostProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Program").Value!;

    public static string DotNet { get; } = Programs.Find("dotnet") ?? Environment.ProcessPath!;

    public string Home => _folder["home"];

    public string Store => _folder["store"];

    public string Folder => _folder.Path;

    public string Write(string file, string content) => _folder.Write(file, content);

    public ProgramResult Run(params string[] arguments) => RunWith("", arguments);

    /// <summary>Runs the program to its end with this standard input.</summary>
    public ProgramResult RunWith(string input, params string[] arguments) => RunIn([], input, arguments);

    /// <summary>Runs the program with these environment variables too.</summary>
    public ProgramResult RunIn((string Name, string Value)[] environment, string input, params string[] arguments)
    {
        using var run = Start(environment, arguments);
        run.Process.StandardInput.Write(input);
        run.Process.StandardInput.Close();
        return run.End();
    }

    public Running Start(params string[] arguments) => Start([], arguments);

    /// <summary>What every run has in its environment.</summary>
    public void Prepare(ProcessStartInfo start)
    {
        start.WorkingDirectory = Folder;
        start.Environment["HOME"] = Home;
        start.Environment["SSLTOOLS_HOME"] = Store;
        foreach (var name in new[] { "NO_COLOR", "COLUMNS", "XDG_CACHE_HOME", "XDG_DATA_HOME", "PSModulePath" }) start.Environment.Remove(name);
    }

    public void Dispose() => _folder.Dispose();

    private Running Start((string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet, [Assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Prepare(start);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new Running(Process.Start(start)!);
    }
}

/// <summary>The program while it runs.</summary>
internal sealed class Running(Process process) : IDisposable
{
    private readonly Task<string> _error = process.StandardError.ReadToEndAsync();
    private string _output = "";

    public Process Process => process;

    /// <summary>Waits until this has been written to standard output.</summary>
    public void Expect(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var buffer = new char[256];
        while (!_output.Contains(text, StringComparison.Ordinal))
        {
            var read = process.StandardOutput.ReadAsync(buffer.AsMemory(), limit.Token).AsTask().GetAwaiter().GetResult();
            if (read == 0) throw new InvalidOperationException($"'{text}' was not written, but: {_output}{_error.Result}");
            _output += new string(buffer, 0, read);
        }
    }

    public void Send(string text)
    {
        process.StandardInput.Write(text);
        process.StandardInput.Flush();
    }

    /// <summary>Sends a signal, as an administrator does.</summary>
    public void Signal(string name) => Programs.Run("sh", "-c", $"kill -{name} {process.Id}").Succeeded();

    /// <summary>Waits for the end, at most a minute.</summary>
    public ProgramResult End()
    {
        var rest = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1))) throw new TimeoutException($"ssltools did not end: {_output}");
        return new ProgramResult(process.ExitCode, _output + rest.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(true);
        process.Dispose();
    }
}
