using System.Runtime.InteropServices;

namespace SslTools.Engine.Infrastructure;

/// <summary>Whether this account may change the whole machine.</summary>
internal static class Elevation
{
    /// <summary>True for root, and for an administrator with an elevated token.</summary>
    public static bool IsElevated =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? IsUserAnAdmin() : geteuid() == 0;

    [DllImport("shell32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool IsUserAnAdmin();

    [DllImport("libc")]
    private static extern uint geteuid();
}
