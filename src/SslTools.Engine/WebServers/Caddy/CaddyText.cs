using System;
using System.Linq;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>How Caddy is told what SslTools wants.</summary>
internal static class CaddyText
{
    /// <summary>The header of RFC 6797: two years.</summary>
    public const string Hsts = "header Strict-Transport-Security \"max-age=63072000\"";

    /// <summary>Writes an argument so that Caddy reads it back as it is.</summary>
    /// <param name="value">The argument.</param>
    /// <returns>One character a byte, quoted where needed.</returns>
    /// <exception cref="SslToolsException">PathNotUsable: Caddy knows no way to write it.</exception>
    public static string Quote(string value)
    {
        if (value.Any(char.IsControl)) throw SslError.PathNotUsable(value, CaddyInstance.ServerName, "it has a control character");
        if (value.Contains("{")) throw SslError.PathNotUsable(value, CaddyInstance.ServerName, "Caddy takes '{' for a variable");
        var plain = value.Length > 0 && value.IndexOfAny([' ', '"', '`', '#', '\\', '}', '<']) < 0;
        if (plain) return ByteText.Encode(value);
        if (value.IndexOf('`') < 0) return ByteText.Encode("`" + value + "`");
        if (value.EndsWith("\\", StringComparison.Ordinal) || value.Contains("\\\"")) throw SslError.PathNotUsable(value, CaddyInstance.ServerName, "it has both '`' and '\\'");
        return ByteText.Encode("\"" + value.Replace("\"", "\\\"") + "\"");
    }

    /// <summary>The versions of a policy. Go's own ciphers are those of the guidelines.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>A subdirective of tls.</returns>
    public static string Protocols(SslTlsPolicy policy) => policy == SslTlsPolicy.Modern ? "protocols tls1.3" : "protocols tls1.2 tls1.3";

    /// <summary>The redirect to HTTPS.</summary>
    /// <param name="port">The port.</param>
    /// <returns>A directive.</returns>
    public static string Redirect(int port) => $"redir https://{{host}}{(port == 443 ? "" : ":" + port)}{{uri}} permanent";

    /// <summary>Whether a directive redirects everything to HTTPS.</summary>
    /// <param name="node">The directive.</param>
    /// <returns>True when it does.</returns>
    public static bool IsRedirect(CaddyNode node) =>
        node.Name == "redir" && node.Arguments.FirstOrDefault() is { } to && to.StartsWith("https://", StringComparison.Ordinal) && to.EndsWith("{uri}", StringComparison.Ordinal);

    /// <summary>Whether a directive sends Strict-Transport-Security.</summary>
    /// <param name="node">The directive.</param>
    /// <returns>True when it does.</returns>
    public static bool IsHsts(CaddyNode node) =>
        node.Name == "header" && node.Arguments.Any(argument => argument.Equals("Strict-Transport-Security", StringComparison.OrdinalIgnoreCase));
}
