using System;
using System.Globalization;
using System.Net;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>An address with a port, as VirtualHost and Listen write it.</summary>
/// <param name="Host">The address as written: empty, '*', '127.0.0.1', '[::1]', a name.</param>
/// <param name="Port">The port; 0 for every one.</param>
internal sealed record ApacheAddress(string Host, int Port)
{
    /// <summary>The key of an address that stands for all.</summary>
    public const string Any = "*";

    /// <summary>The address in one spelling, so that two can be compared. All that stand for every address are the same.</summary>
    public string Key => IsAny ? Any : Address?.ToString() ?? Host.ToLowerInvariant();

    /// <summary>Whether it stands for every address.</summary>
    public bool IsAny => Host is "" or "*" or "_default_" || Address is { } address && LocalAddress.IsWildcard(address);

    /// <summary>The address itself; null for a name, and where no family is meant.</summary>
    public IPAddress? Address => Host.Length > 0 && IPAddress.TryParse(Host.Trim('[', ']'), out var address) ? address : null;

    /// <summary>Reads an address.</summary>
    /// <param name="text">As written: '*:80', '10.0.0.1', '[::1]:443', '443'.</param>
    /// <param name="port">The port where none is given.</param>
    /// <returns>The address.</returns>
    public static ApacheAddress Parse(string text, int port)
    {
        if (text.EndsWith(":*", StringComparison.Ordinal)) return new ApacheAddress(text.Substring(0, text.Length - 2), 0);
        var colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf(']') && Number(text.Substring(colon + 1)) is { } given) return new ApacheAddress(text.Substring(0, colon), given);
        return Number(text) is { } alone ? new ApacheAddress("", alone) : new ApacheAddress(text, port);
    }

    /// <summary>Whether connections to a port can lead to it.</summary>
    /// <param name="port">The port.</param>
    /// <returns>True when they can.</returns>
    public bool Covers(int port) => Port == 0 || Port == port;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
