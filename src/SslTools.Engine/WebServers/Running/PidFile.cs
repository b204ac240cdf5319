using System;
using System.Globalization;
using System.IO;

namespace SslTools.Engine.WebServers.Running;

/// <summary>The files in which servers write the id of their process.</summary>
internal static class PidFile
{
    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The id; null where there is no file, or none in it.</returns>
    /// <exception cref="SslToolsException">ConfigurationNotReadable.</exception>
    public static int? Read(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SslError.ConfigurationNotReadable(path, e);
        }
    }
}
