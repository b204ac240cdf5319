using System;

namespace SslTools.Hosting;

/// <summary>The program was called wrongly.</summary>
/// <param name="message">What is wrong, and what to do.</param>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>EX_USAGE of sysexits.h, as PowerShell itself gives.</summary>
    public const int ExitCode = 64;
}
