using System.Management.Automation;

namespace SslTools.Infrastructure;

/// <summary>Paths for files that a cmdlet writes.</summary>
internal static class FilePaths
{
    /// <summary>Turns a path as typed into a full path of the file system; nothing need exist.</summary>
    /// <param name="cmdlet">Whose location and drives.</param>
    /// <param name="path">As typed.</param>
    /// <returns>A full path.</returns>
    /// <exception cref="SslToolsException">NotAFilePath.</exception>
    public static string ResolveFile(this PSCmdlet cmdlet, string path)
    {
        try
        {
            var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem") return resolved;
        }
        catch (System.Exception e) when (e is DriveNotFoundException or ProviderNotFoundException)
        {
            // The error below says it.
        }

        throw SslError.NotAFilePath(path);
    }
}
