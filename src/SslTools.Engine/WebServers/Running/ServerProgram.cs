using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.WebServers.Running;

/// <summary>Runs a server's own programs and keeps what they complain of.</summary>
internal static class ServerProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program.</summary>
    /// <param name="processes">Runs it.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it succeeded, otherwise its words on one line.</returns>
    public static async Task<string?> ComplaintAsync(
        IProcessRunner processes, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await processes.RunAsync(program, arguments, null, Timeout, cancellationToken).ConfigureAwait(false)).Complaint;
}
