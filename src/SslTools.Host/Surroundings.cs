using System;
using System.IO;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SslTools.Hosting;

/// <summary>What must be settled before the runtime and the PowerShell engine look at it.</summary>
internal static class Surroundings
{
    /// <summary>No telemetry, no socket for debuggers, nothing written to the home folder, and no crash where libicu is missing (slim containers).</summary>
    public static void Prepare()
    {
        // First of all: whatever touches a culture would end the process.
        if (!OperatingSystem.IsWindows() && !HasIcu()) AppContext.SetSwitch("System.Globalization.Invariant", true);

        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_DIAGNOSTICS_OPTOUT", "1");
        Default("PSModuleAnalysisCachePath", OperatingSystem.IsWindows() ? "nul" : "/dev/null");
        if (!OperatingSystem.IsWindows()) SpareHome();
    }

    // The engine makes folders in the home folder, and does not start where that is read-only. It makes none for modules when
    // XDG_DATA_HOME is set, and none for its cache when that is there: ours is, and is named for as long as the engine looks.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SpareHome()
    {
        // systemd sets no HOME for services of the system.
        var home = Default("HOME", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } known ? known : "/");
        Default("XDG_DATA_HOME", Path.Combine(home, ".local", "share"));

        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(AppContext.BaseDirectory, "cache"));
        RuntimeHelpers.RunClassConstructor(typeof(Platform).TypeHandle);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", cache);
    }

    private static string Default(string variable, string value)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given) return given;
        Environment.SetEnvironmentVariable(variable, value);
        return value;
    }

    private static bool HasIcu()
    {
        try
        {
            return LoadIcu() != 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

    // The very call by which the runtime looks for ICU; called twice, it does no harm.
    [DllImport("libSystem.Globalization.Native", EntryPoint = "GlobalizationNative_LoadICU")]
    private static extern int LoadIcu();
}
