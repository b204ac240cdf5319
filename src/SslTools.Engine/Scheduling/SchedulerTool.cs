using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Engine.Scheduling;

/// <summary>The program that manages a scheduler.</summary>
internal sealed class SchedulerTool(IProcessRunner processes, string scheduler, string program)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Runs the program, and gives how it ended.</summary>
    public Task<ProcessResult> TryAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        processes.RunAsync(program, arguments, null, Timeout, cancellationToken);

    /// <summary>Runs the program; anything but success is an error in its own words.</summary>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(program, arguments, input, Timeout, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Output : throw SslError.SchedulerFailed(scheduler, $"{program}: {Words(result)}");
    }

    /// <summary>What the program said of a failure.</summary>
    public static string Words(ProcessResult result) => string.Join("; ", result.Words.DefaultIfEmpty($"it ended with exit code {result.ExitCode}"));
}
