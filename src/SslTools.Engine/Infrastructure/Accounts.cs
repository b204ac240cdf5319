using System;
using System.IO;
using System.Linq;
using System.Threading;
using SslTools.Engine.Storage;
using SslTools.Ports;

namespace SslTools.Engine.Infrastructure;

/// <summary>The accounts of this machine.</summary>
public sealed class Accounts : IAccounts
{
    // Its name for programs, in every language of Windows.
    private const string System = "SYSTEM";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly IProcessRunner _processes;

    /// <summary>Makes the adapter.</summary>
    /// <param name="processes">Runs id and ls.</param>
    public Accounts(IProcessRunner processes) => _processes = processes;

    /// <inheritdoc/>
    // An account without a name has a number.
    public string Current => SecureFiles.IsWindows ? $"{Environment.UserDomainName}\\{Environment.UserName}" : Run("id", "-un") ?? Run("id", "-u") ?? "";

    /// <inheritdoc/>
    public string KeeperOf(string folder)
    {
        if (SecureFiles.IsWindows) return Elevation.IsElevated ? System : Current;

        // POSIX: mode, links, owner; a number where the owner has no name.
        var listed = Directory.Exists(folder) ? Run("ls", "-ld", "--", folder) : null;
        return listed?.Split([' '], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2) ?? Current;
    }

    private string? Run(string program, params string[] arguments)
    {
        var result = _processes.RunAsync(program, arguments, null, Timeout, CancellationToken.None).GetAwaiter().GetResult();
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    }
}
