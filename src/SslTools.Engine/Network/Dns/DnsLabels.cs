using System;
using System.Collections.Generic;

namespace SslTools.Engine.Network.Dns;

/// <summary>Names as labels.</summary>
internal static class DnsLabels
{
    /// <summary>A name and the names above it, without the root.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The names, the longest first.</returns>
    public static IEnumerable<string> Upwards(string name)
    {
        for (var rest = name; rest.Length > 0;)
        {
            yield return rest;
            var dot = rest.IndexOf('.');
            rest = dot < 0 ? "" : rest.Substring(dot + 1);
        }
    }

    /// <summary>Whether a name is a zone's head or lies below it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>True when it does.</returns>
    public static bool IsWithin(string name, string zone) =>
        name == zone || zone.Length == 0 || name.EndsWith("." + zone, StringComparison.Ordinal);
}
