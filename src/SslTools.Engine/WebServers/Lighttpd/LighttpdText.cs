using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>How lighttpd is told a text.</summary>
internal static class LighttpdText
{
    /// <summary>Writes a text so that lighttpd reads it back as it is.</summary>
    /// <param name="value">The text.</param>
    /// <returns>One character a byte, in quotes.</returns>
    /// <exception cref="SslToolsException">PathNotUsable: lighttpd knows no way to write it.</exception>
    public static string Quote(string value)
    {
        if (value.Any(char.IsControl)) throw SslError.PathNotUsable(value, LighttpdInstance.ServerName, "it has a control character");
        if (value.EndsWith("\\", System.StringComparison.Ordinal)) throw SslError.PathNotUsable(value, LighttpdInstance.ServerName, "it ends with a backslash");
        return ByteText.Encode("\"" + value.Replace("\"", "\\\"") + "\"");
    }
}
