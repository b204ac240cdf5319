using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Trust;

/// <summary>The program that manages a trust store.</summary>
internal static class TrustTool
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Runs the program; anything but success is an error in its own words.</summary>
    /// <param name="processes">Runs programs.</param>
    /// <param name="store">The file, folder or database, for the error.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">Its standard input, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="SslToolsException">TrustStoreFailed, ProgramNotFound, ProgramTimeout.</exception>
    public static async Task<string> RunAsync(
        IProcessRunner processes, string store, string program, IReadOnlyList<string> arguments, string? input,
        CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(program, arguments, input, Timeout, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode == 0) return result.Output;
        var words = result.Words;
        throw SslError.TrustStoreFailed(
            store, words.Count == 0 ? $"{program} ended with exit code {result.ExitCode}" : $"{program}: {string.Join("; ", words)}");
    }
}
