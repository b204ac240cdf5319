using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace SslTools.Engine.Storage;

/// <summary>The few calls of Windows that .NET Standard 2.0 lacks.</summary>
internal static class WindowsFiles
{
    // SYSTEM, Administrators and the owner; nothing inherited from above, all inherited below (MS-DTYP section 2.5.1).
    private const string OwnerOnly = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)";

    /// <summary>Creates a folder for SYSTEM, Administrators and its owner; files in it inherit that.</summary>
    /// <param name="path">Its path; the parent exists.</param>
    public static void CreateFolder(string path)
    {
        if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(OwnerOnly, 1, out var descriptor, IntPtr.Zero)) throw Failed(path);
        try
        {
            var attributes = new SecurityAttributes { Length = Marshal.SizeOf<SecurityAttributes>(), Descriptor = descriptor };
            if (!CreateDirectoryW(path, ref attributes)) throw Failed(path);
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    /// <summary>Renames; a file that stood at the new path is replaced in the same step. On the disk before it returns.</summary>
    /// <param name="from">The old path.</param>
    /// <param name="to">The new path.</param>
    public static void Rename(string from, string to)
    {
        const uint replaceExisting = 1, writeThrough = 8;
        var flags = Directory.Exists(from) ? writeThrough : replaceExisting | writeThrough;
        if (!MoveFileExW(from, to, flags)) throw Failed(to);
    }

    private static Exception Failed(string path)
    {
        var error = Marshal.GetLastWin32Error();
        var message = $"{new Win32Exception(error).Message}: '{path}'";
        return error == 5 ? new UnauthorizedAccessException(message) : new IOException(message);
    }

    [DllImport("advapi32", CharSet = CharSet.Unicode, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptorW(
        string text, uint revision, out IntPtr descriptor, IntPtr size);

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateDirectoryW(string path, ref SecurityAttributes attributes);

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileExW(string from, string to, uint flags);

    [DllImport("kernel32")]
    private static extern IntPtr LocalFree(IntPtr memory);

    [StructLayout(LayoutKind.Sequential)]
    private struct SecurityAttributes
    {
        public int Length;
        public IntPtr Descriptor;
        public int InheritHandle;
    }
}
