using System;
using System.Net;

namespace SslTools.Engine.WebServers.Running;

/// <summary>The name that a client sends in a handshake (SNI, RFC 6066 section 3).</summary>
internal static class SentName
{
    /// <summary>Makes it of the name asked for.</summary>
    /// <param name="hostName">The name asked for: a DNS name, also a wildcard, or an address.</param>
    /// <returns>A name without wildcard; null for an address.</returns>
    public static string? Of(string hostName)
    {
        if (IPAddress.TryParse(hostName, out _)) return null;
        return hostName.StartsWith("*.", StringComparison.Ordinal) ? "ssltools-check" + hostName.Substring(1) : hostName;
    }
}
