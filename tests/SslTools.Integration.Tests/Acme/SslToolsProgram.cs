using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using SslTools.Testing;

namespace SslTools.Integration.Tests.Acme;

/// <summary>The program ssltools with a home and a store of its own, as a scheduler runs it.</summary>
internal sealed class SslToolsProgram : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Store => _folder["store"];

    public string Folder => _folder.Path;

    /// <summary>Runs a command line to its end, at most two minutes.</summary>
    public ProgramResult Run(string command) => RunAsync(command).GetAwaiter().GetResult();

    /// <summary>Runs several of them at once.</summary>
    public async Task<ProgramResult> RunAsync(string command)
    {
        var start = new ProcessStartInfo(Programs.Find("dotnet") ?? Environment.ProcessPath!, [Repository.Host, command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = Directory.CreateDirectory(_folder["home"]).FullName, ["SSLTOOLS_HOME"] = Store, ["NO_COLOR"] = "1", ["COLUMNS"] = "200",
        })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            process.Kill(true);
            throw;
        }

        return new ProgramResult(process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();
}
