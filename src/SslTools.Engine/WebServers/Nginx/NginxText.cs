using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>How nginx is told an argument.</summary>
internal static class NginxText
{
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
        return ByteText.Encode(plain ? value : "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"");
    }
}
