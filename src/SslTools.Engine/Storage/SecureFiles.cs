using System;
using System.IO;
using System.Runtime.InteropServices;

namespace SslTools.Engine.Storage;

/// <summary>
/// Files and folders that are private from the moment they exist, and that are on the disk once a call returns:
/// 0600 and 0700 on Unix; the ACL of SYSTEM, Administrators and the owner on Windows.
/// </summary>
public static class SecureFiles
{
    /// <summary>Whether this is Windows.</summary>
    internal static bool IsWindows { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates a private folder and, alike, what is missing above it.</summary>
    /// <param name="path">Its path.</param>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(parent)) CreateFolder(parent!);
        try
        {
            if (IsWindows) WindowsFiles.CreateFolder(path);
            else Posix.CreateFolder(path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            // Another process was faster.
        }
    }

    /// <summary>Writes a new private file and flushes it.</summary>
    /// <param name="path">Its path, in a folder of our own or with a random name.</param>
    /// <param name="content">Its content.</param>
    public static void WriteNew(string path, byte[] content)
    {
        using var file = IsWindows ? WindowsFiles.CreateFile(path) : Posix.CreateFile(path);
        Write(file, content);
    }

    /// <summary>Writes a private file in one step: nobody ever sees half of it, and what stood there before stays on failure.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its content.</param>
    public static void Replace(string path, byte[] content) => Replace(path, temporary => WriteNew(temporary, content));

    /// <summary>Writes a file that is no secret in one step, with the rights that the account or the folder gives.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its content.</param>
    public static void ReplacePublic(string path, byte[] content) => Replace(path, temporary =>
    {
        using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        Write(file, content);
    });

    /// <summary>Writes a file in one step that everybody may read and its owner alone may write, whatever the account's umask.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its content.</param>
    public static void ReplaceReadable(string path, byte[] content) => Replace(path, temporary =>
    {
        WriteNew(temporary, content);
        if (!IsWindows) Posix.MakePublic(temporary);
    });

    /// <summary>Renames a file or a folder.</summary>
    /// <param name="from">The old path.</param>
    /// <param name="to">The new path; a file there is replaced.</param>
    public static void Rename(string from, string to)
    {
        if (IsWindows) WindowsFiles.Rename(from, to);
        else Posix.Rename(from, to);
    }

    /// <summary>Whether there is a file, a folder or a symbolic link, even one that leads nowhere.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>True when there is.</returns>
    public static bool Exists(string path) =>
        File.Exists(path) || Directory.Exists(path) || (!IsWindows && Posix.ReadLink(path) is not null);

    /// <summary>Deletes a file, a symbolic link, or a folder with all that is in it; nothing where there is none.</summary>
    /// <param name="path">Its path.</param>
    public static void Delete(string path)
    {
        var isLink = !IsWindows && Posix.ReadLink(path) is not null;
        if (!isLink && Directory.Exists(path)) Directory.Delete(path, true);
        else File.Delete(path);
    }

    /// <summary>Waits until a folder's entries are on the disk; Windows writes them through by itself.</summary>
    /// <param name="path">The folder.</param>
    public static void FlushFolder(string path)
    {
        if (!IsWindows) Posix.FlushFolder(path);
    }

    private static void Write(FileStream file, byte[] content)
    {
        file.Write(content, 0, content.Length);
        file.Flush(true);
    }

    private static void Replace(string path, Action<string> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}");
        try
        {
            write(temporary);
            Rename(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
    }
}
