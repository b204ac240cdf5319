using System.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>
/// Configuration text with one character a byte, so that positions are exact and every byte survives, whatever its
/// encoding. What people read (paths, names) is UTF-8.
/// </summary>
internal static class NginxText
{
    private static readonly Encoding Bytewise = Encoding.GetEncoding("iso-8859-1");

    /// <summary>Bytes as text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>One character a byte.</returns>
    public static string FromBytes(byte[] bytes) => Bytewise.GetString(bytes);

    /// <summary>Text as bytes.</summary>
    /// <param name="text">One character a byte.</param>
    /// <returns>The bytes.</returns>
    public static byte[] ToBytes(string text) => Bytewise.GetBytes(text);

    /// <summary>What people read.</summary>
    /// <param name="text">One character a byte.</param>
    /// <returns>The same, read as UTF-8.</returns>
    public static string Decode(string text) => Encoding.UTF8.GetString(Bytewise.GetBytes(text));

    /// <summary>What people wrote.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Its UTF-8 bytes, one character a byte.</returns>
    public static string Encode(string text) => Bytewise.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes an argument so that nginx reads it back as it is.</summary>
    /// <param name="value">The argument; no variable is meant.</param>
    /// <returns>One character a byte, quoted where needed.</returns>
    /// <exception cref="SslToolsException">PathNotUsable: nginx knows no way to write it.</exception>
    public static string Quote(string value)
    {
        foreach (var c in value)
        {
            if (char.IsControl(c)) throw SslError.PathNotUsable(value, "nginx", "it has a control character");
            if (c == '$') throw SslError.PathNotUsable(value, "nginx", "nginx takes '$' for a variable");
        }

        var plain = value.Length > 0 && value.IndexOfAny([' ', ';', '{', '}', '"', '\'', '\\', '#', '(', ')']) < 0;
        return Encode(plain ? value : "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"");
    }
}
