using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.Network.Dns;

/// <summary>A DNS message as it was received.</summary>
public sealed class DnsMessage
{
    /// <summary>The class of everything in the internet.</summary>
    public const int Internet = 1;

    private DnsMessage(DnsReader reader)
    {
        Id = reader.Short();
        Flags = reader.Short();
        var counts = new[] { reader.Short(), reader.Short(), reader.Short(), reader.Short() };
        if (counts[0] > 1) throw new FormatException("more than one question");
        if (counts[0] == 1) Question = (reader.Name(), reader.Short(), reader.Short());

        // A message ends long before absurd counts do, so what is kept is bounded by its 64 KiB.
        Answers = Read(reader, counts[1]);
        Authorities = Read(reader, counts[2]);
        Additionals = Read(reader, counts[3]);
    }

    /// <summary>Its id.</summary>
    public int Id { get; }

    /// <summary>Opcode, flags and response code.</summary>
    public int Flags { get; }

    /// <summary>Whether it answers something.</summary>
    public bool IsAnswer => (Flags & 0x8000) != 0;

    /// <summary>What kind of message it is.</summary>
    public int Opcode => (Flags >> 11) & 15;

    /// <summary>Whether it was cut to fit a datagram.</summary>
    public bool IsTruncated => (Flags & 0x0200) != 0;

    /// <summary>Whether the server has authority over the name.</summary>
    public bool IsAuthoritative => (Flags & 0x0400) != 0;

    /// <summary>How it went.</summary>
    public int Code => Flags & 15;

    /// <summary>The question, where it was repeated.</summary>
    public (string Name, int Type, int Class)? Question { get; }

    /// <summary>The records that answer.</summary>
    public IReadOnlyList<DnsRecord> Answers { get; }

    /// <summary>The records that tell who has authority.</summary>
    public IReadOnlyList<DnsRecord> Authorities { get; }

    /// <summary>Further records.</summary>
    public IReadOnlyList<DnsRecord> Additionals { get; }

    /// <summary>Reads a message.</summary>
    /// <param name="message">The whole of it.</param>
    /// <returns>The message.</returns>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static DnsMessage Parse(byte[] message) => new(new DnsReader(message, 0));

    /// <summary>The name of a response code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>Its name in the registry of IANA.</returns>
    public static string NameOf(int code) => code switch
    {
        0 => "NOERROR",
        1 => "FORMERR",
        2 => "SERVFAIL",
        3 => "NXDOMAIN",
        4 => "NOTIMP",
        5 => "REFUSED",
        6 => "YXDOMAIN",
        7 => "YXRRSET",
        8 => "NXRRSET",
        9 => "NOTAUTH",
        10 => "NOTZONE",
        16 => "BADSIG",
        17 => "BADKEY",
        18 => "BADTIME",
        22 => "BADTRUNC",
        _ => "code " + code,
    };

    /// <summary>The answers of a type at a name, following the CNAME records among the answers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The type.</param>
    /// <returns>The records.</returns>
    public IReadOnlyList<DnsRecord> Find(string name, int type) =>
        Answers.Where(record => record.Type == type && record.Name == Follow(name)).ToList();

    /// <summary>Where the CNAME records among the answers lead.</summary>
    /// <param name="name">Where they begin.</param>
    /// <returns>The last name.</returns>
    public string Follow(string name)
    {
        for (var step = 0; step <= Answers.Count; step++)
        {
            if (Answers.FirstOrDefault(record => record.Type == DnsType.CName && record.Name == name)?.Target is not { } next) break;
            name = next;
        }

        return name;
    }

    private static IReadOnlyList<DnsRecord> Read(DnsReader reader, int count)
    {
        var records = new List<DnsRecord>();
        for (var i = 0; i < count; i++) records.Add(DnsRecord.Read(reader));
        return records;
    }
}
