using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>
/// What a task runs: Update-SslCertificate in PowerShell where it is, in ssltools where it is not. The one place where it is composed;
/// how a scheduler quotes it is the scheduler's.
/// </summary>
public static class RenewalCommandLine
{
    // What PowerShell takes for a single quote (about_Quoting_Rules).
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";

    /// <summary>Composes it.</summary>
    /// <param name="processes">Finds programs.</param>
    /// <param name="manifest">The module's SslTools.psd1.</param>
    /// <param name="parameters">Parameters of Update-SslCertificate in order: a text, a number, or true for a switch.</param>
    /// <returns>The command.</returns>
    /// <exception cref="SslToolsException">ProgramNotFound.</exception>
    public static TaskCommand Compose(IProcessRunner processes, string manifest, IEnumerable<KeyValuePair<string, object>> parameters)
    {
        var update = string.Join(" ", new[] { "Update-SslCertificate" }.Concat(parameters.Select(Parameter)));
        var import = $"Import-Module {Quote(manifest)} -ErrorAction Stop; {update}";
        if (Find(processes, "pwsh") is { } pwsh) return new TaskCommand(pwsh, ["-NoProfile", "-NonInteractive", "-Command", import]);
        if (Find(processes, "ssltools") is { } ssltools) return new TaskCommand(ssltools, ["-NonInteractive", "-Command", update]);

        // Windows PowerShell is always there, and by default loads no format file.
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && Find(processes, "powershell") is { } powershell)
            return new TaskCommand(powershell, ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "RemoteSigned", "-Command", import]);
        throw SslError.ProgramNotFound("pwsh", "Install PowerShell, or put the program 'ssltools' into a folder of PATH (docs/guides/ssltools.md).");
    }

    /// <summary>Quotes a text so that PowerShell reads it back as it is, whatever is in it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A literal.</returns>
    public static string Quote(string text) => $"'{string.Concat(text.Select(c => SingleQuotes.Contains(c) ? new string(c, 2) : c.ToString()))}'";

    private static string Parameter(KeyValuePair<string, object> parameter) => parameter.Value switch
    {
        true => $"-{parameter.Key}",
        string text => $"-{parameter.Key} {Quote(text)}",
        var number => $"-{parameter.Key} {Convert.ToString(number, CultureInfo.InvariantCulture)}",
    };

    // On the search path first: that name outlives an update, which the folder of what runs now may not.
    private static string? Find(IProcessRunner processes, string program)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, program + (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ".exe" : ""));
        return processes.Find(program) ?? (File.Exists(beside) ? beside : null);
    }
}
