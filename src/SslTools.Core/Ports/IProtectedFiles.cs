namespace SslTools.Ports;

/// <summary>Files outside the store, and who may read a file.</summary>
public interface IProtectedFiles
{
    /// <summary>Reads a small file.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>Its content, at most a megabyte.</returns>
    /// <exception cref="SslToolsException">FileNotFound, FileNotReadable.</exception>
    byte[] Read(string path);

    /// <summary>Writes a file in one step: nobody ever sees half of it, and what stood there before stays on failure.</summary>
    /// <param name="path">A full path; the folder exists.</param>
    /// <param name="content">Its content.</param>
    /// <param name="secret">Whether it is for its owner alone from the moment it exists; else it gets the folder's or account's usual rights.</param>
    /// <exception cref="SslToolsException">WriteFailed.</exception>
    void Write(string path, byte[] content, bool secret);

    /// <summary>Creates a private folder and what is missing above it; nothing where it is there.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="SslToolsException">WriteFailed.</exception>
    void CreateFolder(string path);

    /// <summary>Deletes a file; nothing where there is none.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="SslToolsException">WriteFailed.</exception>
    void Delete(string path);

    /// <summary>Whether a path is a file that may be replaced: no device, pipe or socket.</summary>
    /// <param name="path">A path where something is.</param>
    /// <returns>True for a regular file.</returns>
    bool IsRegular(string path);

    /// <summary>
    /// Whether others than the owner can get at a file: any bit for group or others on Unix;
    /// an allowing entry for Everyone, Users or the like on Windows.
    /// </summary>
    /// <param name="path">A file.</param>
    /// <returns>Who or which mode, for a message; null where it is private.</returns>
    /// <exception cref="SslToolsException">EntryNotReadable.</exception>
    string? FindExposure(string path);
}
