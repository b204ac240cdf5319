using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Infrastructure;

/// <summary>Runs programs without a shell.</summary>
public sealed class ProcessRunner : IProcessRunner
{
    // Where servers live on Unix, though they are missing from an ordinary user's PATH.
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/opt/homebrew/bin"];

    /// <inheritdoc/>
    public string? Find(string program)
    {
        if (program.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) >= 0)
            return File.Exists(program) ? Path.GetFullPath(program) : null;
        var windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        var names = windows && !Path.HasExtension(program) ? [program + ".exe"] : new[] { program };
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0);
        return folders.Concat(windows ? [] : SystemFolders)
            .SelectMany(folder => names, (folder, name) => Path.Combine(folder.Trim('"'), name))
            .FirstOrDefault(File.Exists);
    }

    /// <inheritdoc/>
    public async Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var path = Find(program) ?? throw SslError.ProgramNotFound(program, $"Install '{program}', or add its folder to PATH.");
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CommandLine.SetArguments(start, arguments);

        // Texts are shown to the user and matched in tests: always in the C locale's words.
        start.Environment["LC_ALL"] = "C";
        using var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.TrySetResult(true);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw SslError.ProgramNotFound(path, $"It can't be started: {e.Message}");
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await FeedAsync(process, input).ConfigureAwait(false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        using (limit.Token.Register(() => ended.TrySetResult(false)))
        {
            if (!await ended.Task.ConfigureAwait(false))
            {
                Kill(process);
                cancellationToken.ThrowIfCancellationRequested();
                throw SslError.ProgramTimeout(program, timeout);
            }
        }

        // A program that left a child behind (a daemon) may never close its output.
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(1000, cancellationToken)).ConfigureAwait(false);
        return new ProcessResult(process.ExitCode, TextOf(output), TextOf(error));
    }

    private static async Task FeedAsync(Process process, string? input)
    {
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    private static string TextOf(Task<string> text) => text.Status == TaskStatus.RanToCompletion ? text.Result : "";
}
