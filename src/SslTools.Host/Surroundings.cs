using System;
using System.Runtime.InteropServices;

namespace SslTools.Hosting;

/// <summary>What must be settled before the runtime and the PowerShell engine look at it.</summary>
internal static class Surroundings
{
    /// <summary>No telemetry, no cache file, and no crash where libicu is missing (slim containers).</summary>
    public static void Prepare()
    {
        // First of all: whatever touches a culture would end the process.
        if (!OperatingSystem.IsWindows() && !HasIcu()) AppContext.SetSwitch("System.Globalization.Invariant", true);

        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        if (Environment.GetEnvironmentVariable("PSModuleAnalysisCachePath") is null)
            Environment.SetEnvironmentVariable("PSModuleAnalysisCachePath", OperatingSystem.IsWindows() ? "nul" : "/dev/null");
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
