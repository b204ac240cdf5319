using System;
using System.IO;
using System.Reflection;

namespace SslTools.Engine.Storage;

/// <summary>The permission bits of a file on Unix.</summary>
internal static class UnixMode
{
    private const int GroupAndOthers = 0x3F; // 0077

    // In .NET since 7: every PowerShell 7 that is still supported. The layout of stat(2) differs by platform.
    private static readonly MethodInfo? GetMode = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);

    /// <summary>Reads the bits.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <returns>The bits.</returns>
    public static int Read(string path)
    {
        if (GetMode is null) throw new IOException("PowerShell 7.3 or later is needed to read file permissions on this system.");
        try
        {
            return Convert.ToInt32(GetMode.Invoke(null, [path]));
        }
        catch (TargetInvocationException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw e.InnerException;
        }
    }

    /// <summary>Whether others than the owner have any right.</summary>
    /// <param name="mode">The bits.</param>
    /// <returns>For example <c>mode 0644</c>, or null.</returns>
    public static string? FindExposure(int mode) =>
        (mode & GroupAndOthers) == 0 ? null : "mode " + Convert.ToString(mode, 8).PadLeft(4, '0');
}
