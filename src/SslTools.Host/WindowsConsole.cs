using System;
using System.Runtime.InteropServices;

namespace SslTools.Hosting;

/// <summary>A console of Windows shows escape sequences as text until it is told to obey them.</summary>
internal static class WindowsConsole
{
    private const int StandardOutput = -11;
    private const uint VirtualTerminalProcessing = 0x4;

    /// <summary>Tells it.</summary>
    /// <returns>False on a console that cannot.</returns>
    public static bool TryEnableEscapeSequences()
    {
        if (!OperatingSystem.IsWindows()) return true;
        var console = GetStdHandle(StandardOutput);
        return GetConsoleMode(console, out var mode) && SetConsoleMode(console, mode | VirtualTerminalProcessing);
    }

    [DllImport("kernel32.dll")]
    private static extern nint GetStdHandle(int stream);

    [DllImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetConsoleMode(nint console, out uint mode);

    [DllImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetConsoleMode(nint console, uint mode);
}
