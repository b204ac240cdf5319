using System;
using System.Collections.Generic;
using System.IO;
using Org.BouncyCastle.Asn1;

namespace SslTools.Engine.Cryptography.Validation.Revocation;

/// <summary>The list of signed certificate timestamps (RFC 6962 section 3.3). The logs' signatures are not checked: their keys are not known here.</summary>
internal static class SignedTimestamps
{
    private const int LogId = 32;

    /// <summary>Reads the extension.</summary>
    /// <param name="extension">Its DER: a list in TLS encoding within an octet string.</param>
    /// <returns>When each log saw the certificate.</returns>
    /// <exception cref="InvalidDataException">It is no such list.</exception>
    public static IReadOnlyList<DateTimeOffset> Read(byte[] extension)
    {
        var list = Asn1OctetString.GetInstance(Asn1Object.FromByteArray(extension)).GetOctets();
        var timestamps = new List<DateTimeOffset>();
        var offset = 2;
        if (list.Length < 2 || Length(list, 0) != list.Length - 2) throw new InvalidDataException("the list of signed certificate timestamps is cut off");
        while (offset < list.Length)
        {
            var end = offset + 2 <= list.Length ? offset + 2 + Length(list, offset) : int.MaxValue;

            // version (1), log id (32), timestamp (8), extensions (2 + n), then the signature.
            if (end > list.Length || end - offset < 2 + 1 + LogId + 8 + 2) throw new InvalidDataException("a signed certificate timestamp is cut off");
            var milliseconds = 0L;
            for (var i = 0; i < 8; i++) milliseconds = (milliseconds << 8) | list[offset + 2 + 1 + LogId + i];
            if (list[offset + 2] == 0) timestamps.Add(Time(milliseconds));
            offset = end;
        }

        return timestamps;
    }

    private static int Length(byte[] list, int offset) => (list[offset] << 8) | list[offset + 1];

    private static DateTimeOffset Time(long milliseconds) =>
        milliseconds is >= 0 and < 253402300800000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw new InvalidDataException("a timestamp is no time");
}
