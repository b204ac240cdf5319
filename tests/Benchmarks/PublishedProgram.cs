using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using SslTools.Testing;

namespace SslTools.Benchmarks;

/// <summary><c>ssltools</c> as users install it: published for this platform, once in a run, when it is first needed.</summary>
internal sealed class PublishedProgram : IDisposable
{
    private readonly Lazy<TempFolder> _folder = new(Publish);

    /// <summary>Runs a command line to its end.</summary>
    /// <param name="store">The store.</param>
    /// <param name="command">The command line.</param>
    /// <returns>What it printed.</returns>
    public string Run(string store, string command) =>
        Programs.RunIn(new Dictionary<string, string?> { ["SSLTOOLS_HOME"] = store }, Path, command).Succeeded().Output;

    /// <summary>Publishes it, so that no measurement does.</summary>
    public void Prepare() => _ = Path;

    public void Dispose()
    {
        if (_folder.IsValueCreated) _folder.Value.Dispose();
    }

    private string Path => _folder.Value["ssltools"];

    // The command of docs/guides/ssltools.md.
    private static TempFolder Publish()
    {
        var folder = new TempFolder();
        var start = new ProcessStartInfo(Programs.Find("dotnet")!,
        [
            "publish", Repository.File("src", "SslTools.Host"), "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained",
            "--output", folder.Path, "--verbosity", "quiet", "--nologo",
        ]);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? folder : throw new InvalidOperationException("ssltools cannot be published");
    }
}
