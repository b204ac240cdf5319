using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SslTools.Engine.Storage;

/// <summary>The few calls of Windows that .NET Standard 2.0 lacks. Each throws with the system's own words.</summary>
internal static class WindowsFiles
{
    // SYSTEM, Administrators and the owner; nothing inherited from above (MS-DTYP section 2.5.1).
    private const string OwnerOnlyFile = "D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)";
    private const string OwnerOnlyFolder = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)";

    /// <summary>Creates a file for SYSTEM, Administrators and its owner.</summary>
    /// <param name="path">Its path; there is no such file yet.</param>
    /// <returns>The open file.</returns>
    public static FileStream CreateFile(string path)
    {
        const uint genericWrite = 0x40000000, createNew = 1, normal = 0x80;
        SafeFileHandle? file = null;
        var created = With(OwnerOnlyFile, path, (ref SecurityAttributes attributes) =>
        {
            file = CreateFileW(path, genericWrite, 0, ref attributes, createNew, normal, IntPtr.Zero);
            return !file.IsInvalid;
        });
        return created ? new FileStream(file!, FileAccess.Write, 1) : throw Failed(path);
    }

    /// <summary>Creates a folder for SYSTEM, Administrators and its owner; files in it inherit that.</summary>
    /// <param name="path">Its path; the parent exists.</param>
    public static void CreateFolder(string path)
    {
        if (!With(OwnerOnlyFolder, path, (ref SecurityAttributes attributes) => CreateDirectoryW(path, ref attributes))) throw Failed(path);
    }

    /// <summary>Reads who may do what with a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The DACL in text form.</returns>
    public static string ReadAcl(string path)
    {
        const uint file = 1, dacl = 4;
        var error = GetNamedSecurityInfoW(path, file, dacl, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, out var descriptor);
        if (error != 0) throw Failed(path, error);
        try
        {
            if (!ConvertSecurityDescriptorToStringSecurityDescriptorW(descriptor, 1, dacl, out var text, IntPtr.Zero)) throw Failed(path);
            try
            {
                return Marshal.PtrToStringUni(text)!;
            }
            finally
            {
                LocalFree(text);
            }
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

    // The last error is the call's own: LocalFree does not set it on success.
    private static bool With(string sddl, string path, Creator create)
    {
        if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(sddl, 1, out var descriptor, IntPtr.Zero)) throw Failed(path);
        var attributes = new SecurityAttributes { Length = Marshal.SizeOf<SecurityAttributes>(), Descriptor = descriptor };
        try
        {
            return create(ref attributes);
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    private static Exception Failed(string path) => Failed(path, Marshal.GetLastWin32Error());

    private static Exception Failed(string path, int error)
    {
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
    private static extern SafeFileHandle CreateFileW(
        string path, uint access, uint share, ref SecurityAttributes attributes, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileExW(string from, string to, uint flags);

    [DllImport("advapi32", CharSet = CharSet.Unicode)]
    private static extern int GetNamedSecurityInfoW(
        string name, uint type, uint information, IntPtr owner, IntPtr group, IntPtr dacl, IntPtr sacl, out IntPtr descriptor);

    [DllImport("advapi32", CharSet = CharSet.Unicode, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSecurityDescriptorToStringSecurityDescriptorW(
        IntPtr descriptor, uint revision, uint information, out IntPtr text, IntPtr length);

    [DllImport("kernel32")]
    private static extern IntPtr LocalFree(IntPtr memory);

    private delegate bool Creator(ref SecurityAttributes attributes);

    [StructLayout(LayoutKind.Sequential)]
    private struct SecurityAttributes
    {
        public int Length;
        public IntPtr Descriptor;
        public int InheritHandle;
    }
}
