using System.Management.Automation;
using System.Reflection;

namespace SslTools.Hosting;

/// <summary>What <c>-Help</c> and <c>-Version</c> print.</summary>
internal static class Usage
{
    /// <summary>The forms of call.</summary>
    public const string Text = """
        ssltools runs PowerShell with the module SslTools, on a machine without PowerShell.

        Usage:
          ssltools '<command line>'                     a PowerShell command line; several arguments are joined by spaces
          ssltools -File <script> [arguments]           a script: -Name value, -Switch, -Switch:$false
          ssltools -CommandWithArgs '<command line>' [arguments]
                                                        the arguments are in $args: nothing in them is run
          ... | ssltools                                a script from standard input ('ssltools -' says so)
          ssltools -Help | -Version

        Options, before these:
          -NonInteractive                               never ask: a question is an error

        Examples:
          ssltools 'New-SelfSignedSslCertificate localhost'
          ssltools 'Get-SslCertificate -ExpiringInDays 30'
          ssltools 'Get-Command -Module SslTools'

        Exit code: that of 'exit N'; 1 after a terminating error or when the last statement failed, where a failed
        program gives its own; 64 for a wrong call; 130 after Ctrl+C, 143 after SIGTERM; otherwise 0.
        """;

    /// <summary>Versions of the program and of the engine.</summary>
    public static string Version => $"ssltools {Of(typeof(Usage).Assembly)} (PowerShell engine {Of(typeof(PSObject).Assembly)})";

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(' ', '+')[0];
}
