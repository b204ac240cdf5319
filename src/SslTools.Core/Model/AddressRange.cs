using System;
using System.Globalization;
using System.Linq;
using System.Net;

namespace SslTools;

/// <summary>An IPv4 or IPv6 range in CIDR notation (RFC 4632), as name constraints use it.</summary>
/// <param name="Network">The first address; bits beyond the prefix are zero.</param>
/// <param name="PrefixLength">The number of leading bits that count.</param>
public sealed record AddressRange(IPAddress Network, int PrefixLength)
{
    /// <summary>Reads <c>10.0.0.0/8</c>, <c>fd00::/8</c> or a single address.</summary>
    /// <param name="text">The range.</param>
    /// <returns>The range, its host bits cleared.</returns>
    /// <exception cref="SslToolsException">InvalidAddressRange.</exception>
    public static AddressRange Parse(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address)) throw SslError.InvalidAddressRange(text);
        var bytes = address.GetAddressBytes();
        var prefix = bytes.Length * 8;
        if (parts.Length == 2
            && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bytes.Length * 8))
            throw SslError.InvalidAddressRange(text);
        var mask = Mask(bytes.Length, prefix);
        return new AddressRange(new IPAddress(bytes.Zip(mask, (b, m) => (byte)(b & m)).ToArray()), prefix);
    }

    /// <summary>Whether an address lies in the range.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True when it does.</returns>
    public bool Contains(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var network = Network.GetAddressBytes();
        return bytes.Length == network.Length
            && bytes.Zip(Mask(bytes.Length, PrefixLength), (b, m) => (byte)(b & m)).SequenceEqual(network);
    }

    /// <summary>Network and mask as RFC 5280 section 4.2.1.10 wants them: 8 octets for IPv4, 32 for IPv6.</summary>
    /// <returns>The octets.</returns>
    public byte[] ToNameConstraint()
    {
        var network = Network.GetAddressBytes();
        return network.Concat(Mask(network.Length, PrefixLength)).ToArray();
    }

    /// <summary>CIDR notation.</summary>
    /// <returns>For example <c>10.0.0.0/8</c>.</returns>
    public override string ToString() => $"{Network}/{PrefixLength}";

    private static byte[] Mask(int length, int prefix) =>
        Enumerable.Range(0, length).Select(i => (byte)(0xFF00 >> Math.Min(8, Math.Max(0, prefix - (i * 8))))).ToArray();
}
