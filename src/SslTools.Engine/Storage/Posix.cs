using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SslTools.Engine.Storage;

/// <summary>The few calls of POSIX that .NET Standard 2.0 lacks. Each throws with the system's own words.</summary>
internal static class Posix
{
    private const uint OwnerOnlyFile = 0x180; // 0600
    private const uint OwnerOnlyFolder = 0x1C0; // 0700
    private const uint PublicFile = 0x1A4; // 0644

    /// <summary>Creates a file that its owner alone may read or write.</summary>
    /// <param name="path">Its path; a name that nobody else can guess, or in a folder of our own.</param>
    /// <returns>The open file.</returns>
    public static FileStream CreateFile(string path)
    {
        var descriptor = Check(creat(Text(path), OwnerOnlyFile), path);
        return new FileStream(new SafeFileHandle((IntPtr)descriptor, true), FileAccess.Write, 1);
    }

    /// <summary>Creates a folder that its owner alone may enter.</summary>
    /// <param name="path">Its path; the parent exists.</param>
    public static void CreateFolder(string path) => Check(mkdir(Text(path), OwnerOnlyFolder), path);

    /// <summary>Renames; what stood at the new path is replaced in the same step.</summary>
    /// <param name="from">The old path.</param>
    /// <param name="to">The new path.</param>
    public static void Rename(string from, string to) => Check(rename(Text(from), Text(to)), to);

    /// <summary>Makes a symbolic link.</summary>
    /// <param name="target">What it points to.</param>
    /// <param name="link">Its path.</param>
    public static void Link(string target, string link) => Check(symlink(Text(target), Text(link)), link);

    /// <summary>Reads a symbolic link.</summary>
    /// <param name="link">Its path.</param>
    /// <returns>What it points to, or null where there is no link.</returns>
    public static string? ReadLink(string link)
    {
        var path = Text(link);
        for (var size = 256; ; size *= 4)
        {
            var buffer = new byte[size];
            var length = (int)readlink(path, buffer, (IntPtr)size);

            // A full buffer may hold only a part of it.
            if (length == size) continue;
            if (length >= 0) return Encoding.UTF8.GetString(buffer, 0, length);

            // ENOENT, ENOTDIR, EINVAL: nothing there, or something that is no link.
            var error = Marshal.GetLastWin32Error();
            return error is 2 or 20 or 22 ? null : throw Failed(error, link);
        }
    }

    /// <summary>Follows every symbolic link of a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The path without links, or as it was where it leads nowhere.</returns>
    public static string Resolve(string path)
    {
        var buffer = new byte[4096];
        return realpath(Text(path), buffer) == IntPtr.Zero ? path : Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0));
    }

    /// <summary>Lets everybody read a file, and its owner alone write it.</summary>
    /// <param name="path">Its path.</param>
    public static void MakePublic(string path) => Check(chmod(Text(path), PublicFile), path);

    /// <summary>Waits until a folder's entries are on the disk.</summary>
    /// <param name="path">The folder.</param>
    public static void FlushFolder(string path)
    {
        var descriptor = Check(open(Text(path), 0), path);
        var result = fsync(descriptor);
        var error = Marshal.GetLastWin32Error();
        _ = close(descriptor);

        // Some file systems (SMB, FUSE) can't flush a folder.
        const int invalid = 22;
        if (result < 0 && error != invalid) throw Failed(error, path);
    }

    /// <summary>Sends a signal to a process.</summary>
    /// <param name="process">Its id.</param>
    /// <param name="signal">The signal's number on this system.</param>
    public static void Signal(int process, int signal) => Check(kill(process, signal), $"process {process}");

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static int Check(int result, string path) => result >= 0 ? result : throw Failed(Marshal.GetLastWin32Error(), path);

    private static Exception Failed(int error, string path)
    {
        var message = $"{new Win32Exception(error).Message}: '{path}'";
        return error is 1 or 13 ? new UnauthorizedAccessException(message) : new IOException(message);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int creat(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int rename(byte[] from, byte[] to);

    [DllImport("libc", SetLastError = true)]
    private static extern int symlink(byte[] target, byte[] link);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr readlink(byte[] link, byte[] buffer, IntPtr size);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr realpath(byte[] path, byte[] resolved);

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
