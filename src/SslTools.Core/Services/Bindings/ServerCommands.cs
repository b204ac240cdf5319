using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>Runs the programs of a plan, and those that undo them.</summary>
internal sealed class ServerCommands
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly IProcessRunner _processes;
    private readonly IReporter _reporter;

    public ServerCommands(IProcessRunner processes, IReporter reporter)
    {
        _processes = processes;
        _reporter = reporter;
    }

    /// <summary>Runs the programs, in order.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="commands">The programs.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">ServerCommandFailed.</exception>
    public async Task RunAsync(string server, IReadOnlyList<ServerCommand> commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            if (await ComplaintAsync(command.Run, cancellationToken).ConfigureAwait(false) is { } words)
                throw SslError.ServerCommandFailed(server, string.Join(" ", command.Run), words);
            _reporter.Verbose($"Done: {command.Description}.");
        }
    }

    /// <summary>Undoes the programs, the last first; one that fails is told and does not stop the others.</summary>
    /// <param name="commands">The programs.</param>
    /// <returns>A task.</returns>
    public async Task UndoAsync(IReadOnlyList<ServerCommand> commands)
    {
        foreach (var command in commands.Reverse().Where(command => command.Undo.Count > 0))
        {
            if (await ComplaintAsync(command.Undo, CancellationToken.None).ConfigureAwait(false) is { } words)
                _reporter.Warning($"'{string.Join(" ", command.Undo)}', which undoes '{command.Description}', failed: {words}");
        }
    }

    private async Task<string?> ComplaintAsync(IReadOnlyList<string> call, CancellationToken cancellationToken) =>
        (await _processes.RunAsync(call[0], call.Skip(1).ToList(), null, Timeout, cancellationToken).ConfigureAwait(false)).Complaint;
}
