using System;
using System.Collections.Generic;
using System.IO;
using SslTools.Ports;

namespace SslTools.Services;

/// <summary>The files that one command writes: each is checked before anything is done, and none is written twice.</summary>
public sealed class OutputFiles
{
    private readonly IProtectedFiles _files;
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the object.</summary>
    /// <param name="files">Writes files.</param>
    public OutputFiles(IProtectedFiles files) => _files = files;

    /// <summary>Finds the file that is meant, and checks that it can be written.</summary>
    /// <param name="path">A full path: the file, or an existing folder.</param>
    /// <param name="name">The file's name in a folder.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <returns>The file.</returns>
    /// <exception cref="SslToolsException">FileExists, FolderNotFound, WriteFailed.</exception>
    public string Resolve(string path, string name, bool force)
    {
        if (Directory.Exists(path)) path = Path.Combine(path, name);
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder)) throw SslError.FolderNotFound(folder ?? path);

        // "folder/" that does not exist, and a folder that bears the file's name.
        if (Path.GetFileName(path).Length == 0) throw SslError.FolderNotFound(path);
        if (Directory.Exists(path)) throw SslError.WriteFailed(path, new IOException("It is a folder."));
        if (_written.Contains(path)) throw SslError.FileExists(path, false);
        if (!File.Exists(path)) return path;
        if (!force) throw SslError.FileExists(path);
        if (!_files.IsRegular(path)) throw SslError.WriteFailed(path, new IOException("It is no regular file, but a device, a pipe or a socket"));
        return path;
    }

    /// <summary>Writes a file in one step.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="secret">Whether it is for its owner alone.</param>
    /// <exception cref="SslToolsException">WriteFailed. Nothing was changed.</exception>
    public void Write(string path, byte[] content, bool secret)
    {
        _files.Write(path, content, secret);
        _written.Add(path);
    }
}
