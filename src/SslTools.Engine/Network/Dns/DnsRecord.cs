using System;
using System.Collections.Generic;
using System.Net;
using System.Text;

namespace SslTools.Engine.Network.Dns;

/// <summary>A record of a DNS message.</summary>
/// <param name="Offset">Where it begins in the message.</param>
/// <param name="Name">Its name, lower case, without a trailing dot.</param>
/// <param name="Type">Its type.</param>
/// <param name="Class">Its class.</param>
/// <param name="Ttl">Seconds it may be cached.</param>
/// <param name="Data">Its data.</param>
/// <param name="Target">The name in the data of NS and CNAME records.</param>
public sealed record DnsRecord(int Offset, string Name, int Type, int Class, uint Ttl, byte[] Data, string? Target)
{
    /// <summary>Reads a record.</summary>
    /// <param name="reader">Stands at its beginning.</param>
    /// <returns>The record.</returns>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static DnsRecord Read(DnsReader reader)
    {
        var offset = reader.Offset;
        var name = reader.Name();
        var type = reader.Short();
        var dnsClass = reader.Short();
        var ttl = reader.Int();
        var length = reader.Short();

        // Names in these may be compressed, so they are read before the rest of the message is gone.
        var target = type is DnsType.NS or DnsType.CName ? new DnsReader(reader).Name() : null;
        var record = new DnsRecord(offset, name, type, dnsClass, ttl, reader.Bytes(length), target);
        if (dnsClass == DnsMessage.Internet) record.Check();
        return record;
    }

    /// <summary>The text of a TXT record, its strings put together.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">It is malformed.</exception>
    public string ReadText()
    {
        var reader = new DnsReader(Data, 0);
        var text = new List<byte>();
        while (!reader.AtEnd) text.AddRange(reader.Bytes(reader.Byte()));
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>The address of an A or AAAA record.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">It is malformed.</exception>
    public IPAddress ReadAddress() => Data.Length == (Type == DnsType.A ? 4 : 16)
        ? new IPAddress(Data)
        : throw new FormatException("an address has the wrong length");

    /// <summary>The property of a CAA record (RFC 8659 section 4.1).</summary>
    /// <returns>The property.</returns>
    /// <exception cref="FormatException">It is malformed.</exception>
    public CaaProperty ReadCaa()
    {
        var reader = new DnsReader(Data, 0);
        var flags = reader.Byte();
        var tag = Encoding.ASCII.GetString(reader.Bytes(reader.Byte())).ToLowerInvariant();
        return new CaaProperty((flags & 0x80) != 0, tag, Encoding.UTF8.GetString(reader.Bytes(Data.Length - reader.Offset)));
    }

    // A message with malformed data is no answer: so it is found here, not by those who use it.
    private void Check()
    {
        if (Type is DnsType.A or DnsType.Aaaa) ReadAddress();
        if (Type == DnsType.Txt) ReadText();
        if (Type == DnsType.Caa) ReadCaa();
    }
}

/// <summary>What a CAA record says.</summary>
/// <param name="Critical">Whether it must be understood.</param>
/// <param name="Tag">The property's name, lower case.</param>
/// <param name="Value">Its value.</param>
public sealed record CaaProperty(bool Critical, string Tag, string Value);
