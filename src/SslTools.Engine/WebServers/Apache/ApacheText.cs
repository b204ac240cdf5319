using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>How Apache is told an argument.</summary>
internal static class ApacheText
{
    /// <summary>Writes a path so that Apache reads it back as it is.</summary>
    /// <param name="path">The path.</param>
    /// <returns>One character a byte, quoted where needed.</returns>
    /// <exception cref="SslToolsException">PathNotUsable: Apache knows no way to write it.</exception>
    public static string Quote(string path)
    {
        if (path.Any(char.IsControl)) throw SslError.PathNotUsable(path, ApacheInstance.ServerName, "it has a control character");
        if (path.Contains("${")) throw SslError.PathNotUsable(path, ApacheInstance.ServerName, "Apache takes '${' for a variable");
        var plain = path.IndexOfAny([' ', '"', '\'', '\\']) < 0;
        return ByteText.Encode(plain ? path : "\"" + path.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"");
    }
}
