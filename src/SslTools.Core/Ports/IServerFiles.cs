using System.Threading;
using System.Threading.Tasks;

namespace SslTools.Ports;

/// <summary>The files of a server's configuration.</summary>
public interface IServerFiles
{
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
}
