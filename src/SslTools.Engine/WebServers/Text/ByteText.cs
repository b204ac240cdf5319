using System.Text;

namespace SslTools.Engine.WebServers.Text;

/// <summary>
/// Configuration text with one character a byte, so that positions are exact and every byte survives, whatever its
/// encoding. What people read (paths, names) is UTF-8.
/// </summary>
internal static class ByteText
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
}
