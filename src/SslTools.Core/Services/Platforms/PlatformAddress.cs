using System;
using System.Globalization;
using System.Net;

namespace SslTools.Services;

/// <summary>Entry points as users give them.</summary>
public static class PlatformAddress
{
    /// <summary>Reads one.</summary>
    /// <param name="text">Such as 192.0.2.10, 192.0.2.10:8443, 2001:db8::10, [2001:db8::10]:8443.</param>
    /// <param name="port">The port where none is given.</param>
    /// <param name="parameter">The parameter, for the error.</param>
    /// <returns>Address and port.</returns>
    /// <exception cref="SslToolsException">InvalidPlatformAddress.</exception>
    public static IPEndPoint Parse(string text, int port, string parameter)
    {
        var bracketed = text.StartsWith("[", StringComparison.Ordinal);
        if (!bracketed && IPAddress.TryParse(text, out var plain) && (text.Contains(":") || text.Split('.').Length == 4)) return new IPEndPoint(plain, port);
        var colon = text.LastIndexOf(':');
        if (colon > 0 && IPAddress.TryParse(text.Substring(0, colon), out var address)
            && ushort.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0)
            return new IPEndPoint(address, given);
        throw SslError.InvalidPlatformAddress(text, parameter);
    }
}
