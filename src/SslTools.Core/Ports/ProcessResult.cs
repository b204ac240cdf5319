using System.Collections.Generic;
using System.Linq;

namespace SslTools.Ports;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>What it said: the lines of its standard error, then those of its output, without space around; no empty ones.</summary>
    public IReadOnlyList<string> Words => $"{Error}\n{Output}".Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();

    /// <summary>Null when it succeeded, otherwise its words on one line; where it said nothing, its exit code.</summary>
    public string? Complaint => ExitCode == 0 ? null : string.Join(" ", Words.DefaultIfEmpty($"exit code {ExitCode}"));
}
