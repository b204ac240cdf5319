using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using SslTools.Engine.Network.Dns;

namespace SslTools.Engine.Acme.Dns;

/// <summary>A shared key that signs DNS messages (TSIG, RFC 8945).</summary>
public sealed class TsigKey
{
    /// <summary>The algorithms, the default first. hmac-md5 and hmac-sha1 are broken or on their way out (RFC 8945 section 6).</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["hmac-sha256", "hmac-sha384", "hmac-sha512"];

    private const int AnyClass = 255;
    private const int Fudge = 300;

    private readonly byte[] _secret;

    /// <summary>Makes the key.</summary>
    /// <param name="name">Its name, as the server knows it.</param>
    /// <param name="algorithm">One of <see cref="Algorithms"/>.</param>
    /// <param name="secret">The secret.</param>
    public TsigKey(string name, string algorithm, byte[] secret)
    {
        Name = name.TrimEnd('.').ToLowerInvariant();
        Algorithm = algorithm;
        _secret = secret;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its algorithm.</summary>
    public string Algorithm { get; }

    /// <summary>Signs a message that has no signature.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time.</param>
    /// <returns>The message with its signature, and the signature alone, which the answer's covers too.</returns>
    public (byte[] Message, byte[] Mac) Sign(byte[] message, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds();
        var mac = Mac(new DnsWriter().Bytes(message).Bytes(Variables(time, Fudge, 0, [])).ToArray());
        var data = new DnsWriter().Name(Algorithm).Bytes(Time(time)).Short(Fudge).Block(mac)
            .Short((message[0] << 8) | message[1]).Short(0).Block([]).ToArray();
        var signed = new DnsWriter().Bytes(message).Record(Name, DnsType.Tsig, AnyClass, 0, data).ToArray();
        SetAdditionals(signed, Additionals(signed) + 1);
        return (signed, mac);
    }

    /// <summary>Checks the signature of an answer (section 5.3).</summary>
    /// <param name="message">The answer.</param>
    /// <param name="requestMac">The request's signature.</param>
    /// <param name="now">The time.</param>
    /// <returns>What is wrong with it; null where it is good.</returns>
    public string? Explain(byte[] message, byte[] requestMac, DateTimeOffset now)
    {
        var last = DnsMessage.Parse(message).Additionals.LastOrDefault();
        if (last is not { Type: DnsType.Tsig }) return "its answer is not signed";
        var reader = new DnsReader(last.Data, 0);
        var algorithm = reader.Name();
        var time = ((long)reader.Short() << 32) | reader.Int();
        var fudge = reader.Short();
        var mac = reader.Bytes(reader.Short());
        var originalId = reader.Short();
        var error = reader.Short();
        var other = reader.Bytes(reader.Short());
        if (error is 16 or 17) return Meaning(error);
        if (last.Name != Name || algorithm != Algorithm) return "its answer is signed with another key";

        var bare = new byte[last.Offset];
        Buffer.BlockCopy(message, 0, bare, 0, bare.Length);
        bare[0] = (byte)(originalId >> 8);
        bare[1] = (byte)originalId;
        SetAdditionals(bare, Additionals(bare) - 1);
        var expected = Mac(new DnsWriter().Block(requestMac).Bytes(bare).Bytes(Variables(time, fudge, error, other)).ToArray());
        if (!FixedTimeEquals(expected, mac)) return "the signature of its answer is wrong";
        if (error != 0) return Meaning(error);
        return Math.Abs(now.ToUnixTimeSeconds() - time) > fudge ? Meaning(18) : null;
    }

    private static string Meaning(int error) => error switch
    {
        16 => "the server finds the signature wrong (BADSIG): KeySecret or KeyAlgorithm differ from the server's",
        17 => "the server does not know the key (BADKEY): KeyName or KeyAlgorithm differ from the server's",
        18 => "the clocks of this machine and of the server differ by more than five minutes (BADTIME)",
        _ => $"the server refuses the signature ({DnsMessage.NameOf(error)})",
    };

    private static int Additionals(byte[] message) => (message[10] << 8) | message[11];

    private static void SetAdditionals(byte[] message, int count)
    {
        message[10] = (byte)(count >> 8);
        message[11] = (byte)count;
    }

    private static byte[] Time(long seconds) => new DnsWriter().Short((int)(seconds >> 32)).Int((uint)seconds).ToArray();

    private static bool FixedTimeEquals(byte[] left, byte[] right) =>
        left.Length == right.Length && left.Zip(right, (a, b) => a ^ b).Aggregate(0, (all, difference) => all | difference) == 0;

    // Section 4.3.3: what is signed besides the message.
    private byte[] Variables(long time, int fudge, int error, byte[] other) => new DnsWriter()
        .Name(Name).Short(AnyClass).Int(0).Name(Algorithm).Bytes(Time(time)).Short(fudge).Short(error).Block(other).ToArray();

    private byte[] Mac(byte[] text)
    {
        using HMAC hmac = Algorithm switch
        {
            "hmac-sha512" => new HMACSHA512(_secret),
            "hmac-sha384" => new HMACSHA384(_secret),
            _ => new HMACSHA256(_secret),
        };
        return hmac.ComputeHash(text);
    }
}
