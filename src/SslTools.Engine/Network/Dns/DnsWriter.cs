using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SslTools.Engine.Network.Dns;

/// <summary>Writes the parts of DNS messages (RFC 1035 section 4).</summary>
public sealed class DnsWriter
{
    private const int MaxName = 255;

    private readonly List<byte> _bytes = [];

    /// <summary>What was written.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>Writes an octet.</summary>
    /// <param name="value">The number.</param>
    /// <returns>This.</returns>
    public DnsWriter Byte(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    /// <summary>Writes 16 bits.</summary>
    /// <param name="value">The number.</param>
    /// <returns>This.</returns>
    public DnsWriter Short(int value) => Byte(value >> 8).Byte(value);

    /// <summary>Writes 32 bits.</summary>
    /// <param name="value">The number.</param>
    /// <returns>This.</returns>
    public DnsWriter Int(uint value) => Short((int)(value >> 16)).Short((int)(value & 0xffff));

    /// <summary>Writes bytes as they are.</summary>
    /// <param name="value">The bytes.</param>
    /// <returns>This.</returns>
    public DnsWriter Bytes(byte[] value)
    {
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>Writes bytes with their 16-bit length before them.</summary>
    /// <param name="value">The bytes.</param>
    /// <returns>This.</returns>
    public DnsWriter Block(byte[] value) => Short(value.Length).Bytes(value);

    /// <summary>Writes a name in lower case, uncompressed.</summary>
    /// <param name="name">Labels with dots between; <c>\DDD</c> stands for any octet.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">It is no name.</exception>
    public DnsWriter Name(string name)
    {
        var start = _bytes.Count;
        foreach (var label in name.Length == 0 ? [] : name.TrimEnd('.').Split('.'))
        {
            var octets = Octets(label);
            if (octets.Count is 0 or > 63) throw new FormatException("a label has no or more than 63 octets");
            Byte(octets.Count);
            _bytes.AddRange(octets);
        }

        Byte(0);
        return _bytes.Count - start <= MaxName ? this : throw new FormatException("the name is longer than 255 octets");
    }

    /// <summary>Writes the head of a message.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="flags">Opcode and flags.</param>
    /// <param name="counts">The records in each of the four sections.</param>
    /// <returns>This.</returns>
    public DnsWriter Header(int id, int flags, params int[] counts)
    {
        Short(id).Short(flags);
        for (var i = 0; i < 4; i++) Short(counts[i]);
        return this;
    }

    /// <summary>Writes a question, or the zone of an update.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">Its type.</param>
    /// <returns>This.</returns>
    public DnsWriter Question(string name, int type) => Name(name).Short(type).Short(DnsMessage.Internet);

    /// <summary>Writes a record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="dnsClass">Its class.</param>
    /// <param name="ttl">Seconds it may be cached.</param>
    /// <param name="data">Its data.</param>
    /// <returns>This.</returns>
    public DnsWriter Record(string name, int type, int dnsClass, uint ttl, byte[] data) =>
        Name(name).Short(type).Short(dnsClass).Int(ttl).Block(data);

    /// <summary>The data of a TXT record: strings of at most 255 octets.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The data.</returns>
    public static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var writer = new DnsWriter();
        for (var offset = 0; offset == 0 || offset < bytes.Length; offset += 255)
        {
            var length = Math.Min(255, bytes.Length - offset);
            writer.Byte(length)._bytes.AddRange(new ArraySegment<byte>(bytes, offset, length));
        }

        return writer.ToArray();
    }

    private static List<byte> Octets(string label)
    {
        var octets = new List<byte>();
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] == '\\' && i + 3 < label.Length)
            {
                octets.Add(byte.Parse(label.Substring(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                if (label[i] > '~') throw new FormatException("the name is not ASCII");
                octets.Add((byte)char.ToLowerInvariant(label[i]));
            }
        }

        return octets;
    }
}
