using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>An address of a site, such as "https://shop.example:8443" (caddyconfig/httpcaddyfile/addresses.go).</summary>
/// <param name="Host">The name or address; empty for all.</param>
/// <param name="Port">The port.</param>
/// <param name="IsTls">Whether it speaks TLS, by its scheme and port alone.</param>
/// <param name="HasScheme">Whether it says so itself.</param>
internal sealed record CaddyAddress(string Host, int Port, bool IsTls, bool HasScheme)
{
    private static readonly Regex Form = new(
        @"^(?:(?<scheme>https?)://)?(?<host>\[[^\]]*\]|[^:/]*)(?::(?<port>\d{1,5}))?(?:/.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="httpPort">The port of plain HTTP.</param>
    /// <param name="httpsPort">The port of HTTPS.</param>
    /// <returns>The address; null where it can't be read, as one with a variable.</returns>
    public static CaddyAddress? Parse(string text, int httpPort, int httpsPort)
    {
        if (text.Contains("{") || Form.Match(text) is not { Success: true } match) return null;
        var scheme = match.Groups["scheme"].Value.ToLowerInvariant();
        var host = match.Groups["host"].Value.Trim('[', ']').ToLowerInvariant();
        var port = match.Groups["port"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture)
            : scheme == "http" ? httpPort : host.Length == 0 && scheme.Length == 0 ? httpPort : httpsPort;
        var isTls = scheme == "https" || (scheme.Length == 0 && port != httpPort && (host.Length > 0 || port == httpsPort));
        return new CaddyAddress(host, port, isTls, scheme.Length > 0);
    }
}
