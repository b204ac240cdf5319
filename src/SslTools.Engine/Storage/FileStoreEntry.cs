using System;
using System.Collections.Generic;
using System.IO;
using SslTools.Ports;

namespace SslTools.Engine.Storage;

/// <summary>One version of an entry in a <see cref="FileStore"/>.</summary>
internal sealed class FileStoreEntry : IStoreEntry
{
    private readonly string _folder;
    private readonly string _visible;

    /// <summary>Makes the entry.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="folder">The version's folder, from which is read.</param>
    /// <param name="visible">The folder that is shown to servers: the stable path for the current version.</param>
    public FileStoreEntry(string name, int version, string folder, string visible)
    {
        Name = name;
        Version = version;
        _folder = folder;
        _visible = visible;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Version { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Versions => StoreLayout.Numbers(Path.GetDirectoryName(_folder)!);

    /// <inheritdoc/>
    public byte[]? Read(string file)
    {
        var path = Path.Combine(_folder, file);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            throw SslError.CorruptEntry(_visible, "its folder is missing");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.EntryNotReadable(Path.Combine(_visible, file), e);
        }
    }

    /// <inheritdoc/>
    public string PathOf(string file) => Path.Combine(_visible, file);
}
