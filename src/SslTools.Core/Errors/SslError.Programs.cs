using System;

namespace SslTools;

public static partial class SslError
{
    /// <summary>A program that is needed is not there.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="install">How to get it.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ProgramNotFound(string program, string install) => new(
        "ProgramNotFound", SslErrorKind.NotInstalled,
        $"The program '{program}' was not found.", install, program);

    /// <summary>A program that did not end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="timeout">How long it was given.</param>
    /// <returns>The exception to throw.</returns>
    public static SslToolsException ProgramTimeout(string program, TimeSpan timeout) => new(
        "ProgramTimeout", SslErrorKind.OperationTimeout,
        $"The program '{program}' did not end within {timeout.TotalSeconds:0} seconds and was stopped.",
        "Run it by hand to see what it waits for.", program);
}
