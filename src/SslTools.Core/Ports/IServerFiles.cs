using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The files of a server's configuration.</summary>
public interface IServerFiles
{
    /// <summary>Resolves the symbolic links of a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The file itself; the full path where there is none.</returns>
    string Resolve(string path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its content, or null where there is none.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotReadable.</exception>
    byte[]? Read(string path);

    /// <summary>
    /// Replaces a file in one step; owner, group and mode stay, and what stood there stays on failure.
    /// </summary>
    /// <param name="path">The file itself, no symbolic link.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="cancellationToken">Cancels until the new content stands there.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotWritable.</exception>
    Task ReplaceAsync(string path, byte[] content, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a file that is not there, in one step and with its final rights; its folder is made where there is none.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="isPrivate">Whether its owner alone may read it; otherwise everybody may.</param>
    /// <param name="owner">The account it is for; null for the one that writes it. Not used on Windows.</param>
    /// <param name="cancellationToken">Cancels until the file stands there.</param>
    /// <returns>A task.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotWritable; also where there is a file already.</exception>
    Task CreateAsync(string path, byte[] content, bool isPrivate, string? owner, CancellationToken cancellationToken);

    /// <summary>Deletes a file; none there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SslToolsException">ConfigurationNotWritable.</exception>
    void Delete(string path);
}
