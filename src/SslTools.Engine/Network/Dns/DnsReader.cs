using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SslTools.Engine.Network.Dns;

/// <summary>Reads the parts of DNS messages; nothing outside the message is ever read, and no name leads in circles.</summary>
public sealed class DnsReader
{
    private const int MaxName = 255;

    private readonly byte[] _bytes;

    /// <summary>Makes a reader.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="offset">Where to begin.</param>
    public DnsReader(byte[] bytes, int offset)
    {
        _bytes = bytes;
        Offset = offset;
    }

    /// <summary>Makes a reader that goes on by itself from where another stands.</summary>
    /// <param name="other">The other.</param>
    public DnsReader(DnsReader other)
        : this(other._bytes, other.Offset)
    {
    }

    /// <summary>Where it stands.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public bool AtEnd => Offset >= _bytes.Length;

    /// <summary>Reads an octet.</summary>
    /// <returns>The number.</returns>
    public int Byte() => Offset < _bytes.Length ? _bytes[Offset++] : throw new FormatException("the message ends too early");

    /// <summary>Reads 16 bits.</summary>
    /// <returns>The number.</returns>
    public int Short() => (Byte() << 8) | Byte();

    /// <summary>Reads 32 bits.</summary>
    /// <returns>The number.</returns>
    public uint Int() => ((uint)Short() << 16) | (uint)Short();

    /// <summary>Reads bytes as they are.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    public byte[] Bytes(int count)
    {
        if (count > _bytes.Length - Offset) throw new FormatException("the message ends too early");
        var bytes = new byte[count];
        Buffer.BlockCopy(_bytes, Offset, bytes, 0, count);
        Offset += count;
        return bytes;
    }

    /// <summary>Reads a name that may be compressed (RFC 1035 section 4.1.4).</summary>
    /// <returns>Lower case, without a trailing dot; unusual octets as <c>\DDD</c>.</returns>
    public string Name()
    {
        var labels = new List<string>();
        var length = 0;
        var end = -1;
        for (var limit = Offset; ;)
        {
            var head = Byte();
            if (head == 0) break;
            if ((head & 0xc0) == 0xc0)
            {
                var target = ((head & 0x3f) << 8) | Byte();
                if (end < 0) end = Offset;

                // Only ever backwards: so it ends.
                if (target >= limit) throw new FormatException("a name points forwards");
                limit = Offset = target;
                continue;
            }

            if (head > 63) throw new FormatException("a label is of an unknown kind");
            if ((length += head + 1) >= MaxName) throw new FormatException("a name is longer than 255 octets");
            labels.Add(string.Concat(Bytes(head).Select(Letter)));
        }

        if (end >= 0) Offset = end;
        return string.Join(".", labels);
    }

    private static string Letter(byte octet) => (char)octet switch
    {
        >= 'A' and <= 'Z' => ((char)(octet | 0x20)).ToString(),
        (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '*' or '/' => ((char)octet).ToString(),
        _ => "\\" + octet.ToString("D3", CultureInfo.InvariantCulture),
    };
}
