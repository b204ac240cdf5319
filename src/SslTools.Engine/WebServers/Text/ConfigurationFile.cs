using System;
using System.IO;
using SslTools.Engine.Infrastructure;

namespace SslTools.Engine.WebServers.Text;

/// <summary>Reads configuration files, within a limit.</summary>
internal static class ConfigurationFile
{
    private const int MaxSize = 16 * 1024 * 1024;

    /// <summary>Reads a file that may not be there.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its content, or null.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken: it is too large; ConfigurationNotReadable.</exception>
    public static byte[]? ReadIfThere(string path) => File.Exists(path) ? Read(path) : null;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken: it is too large; ConfigurationNotReadable.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return BoundedFile.Read(path, MaxSize) ?? throw SslError.ConfigurationBroken(path, 0, $"the file is larger than {MaxSize >> 20} MB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.ConfigurationNotReadable(path, e);
        }
    }
}
