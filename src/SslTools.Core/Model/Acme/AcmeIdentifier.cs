using System;
using System.Net;

namespace SslTools;

/// <summary>What an order is for: a DNS name (RFC 8555 section 9.7.7) or an IP address (RFC 8738).</summary>
/// <param name="Type">dns or ip.</param>
/// <param name="Value">Lower-case A-labels, with <c>*.</c> for a wildcard in an order; an address in its canonical text.</param>
public sealed record AcmeIdentifier(string Type, string Value)
{
    /// <summary>The type of DNS names.</summary>
    public const string Dns = "dns";

    /// <summary>The type of IP addresses.</summary>
    public const string IP = "ip";

    /// <summary>Whether it is an IP address.</summary>
    public bool IsAddress => Type == IP;

    /// <summary>Whether it is a wildcard.</summary>
    public bool IsWildcard => Value.StartsWith("*.", StringComparison.Ordinal);

    /// <summary>A DNS name.</summary>
    /// <param name="name">A-labels.</param>
    /// <returns>The identifier.</returns>
    public static AcmeIdentifier ForName(string name) => new(Dns, name);

    /// <summary>An IP address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The identifier.</returns>
    public static AcmeIdentifier ForAddress(IPAddress address) => new(IP, address.ToString());

    /// <summary>The name or address.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}
