using System.Collections.Generic;

namespace SslTools.Ports;

/// <summary>One version of an entry. Reading it is safe while others write: a version never changes.</summary>
public interface IStoreEntry
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The version, from 1.</summary>
    int Version { get; }

    /// <summary>All versions that are kept, ascending.</summary>
    IReadOnlyList<int> Versions { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name.</param>
    /// <returns>Its content, or null where the entry has no such file.</returns>
    /// <exception cref="SslToolsException">CorruptEntry where it can't be read.</exception>
    byte[]? Read(string file);

    /// <summary>
    /// Where a server finds the file: for the current version a path that stays the same when a new version
    /// becomes current.
    /// </summary>
    /// <param name="file">Its name.</param>
    /// <returns>A full path, or null in a store without files.</returns>
    string? PathOf(string file);
}
