using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>Runs programs. Arguments are passed as a list; no shell ever sees them.</summary>
public interface IProcessRunner
{
    /// <summary>Finds a program on the search path.</summary>
    /// <param name="program">Its name, or a path.</param>
    /// <returns>Its full path, or null.</returns>
    string? Find(string program);

    /// <summary>Runs a program to its end; on cancellation or time-out it is killed.</summary>
    /// <param name="program">Its name on the search path, or a path.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">Standard input, or null for none. Secrets go here, never into arguments.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Exit code and output.</returns>
    /// <exception cref="SslToolsException">ProgramNotFound, ProgramTimeout.</exception>
    Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken);
}
