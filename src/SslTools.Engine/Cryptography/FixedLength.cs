using System;
using Org.BouncyCastle.Math;

namespace SslTools.Engine.Cryptography;

/// <summary>Unsigned big-endian integers of a fixed length, as the platform's key parameters want them.</summary>
internal static class FixedLength
{
    /// <summary>Pads with leading zeros.</summary>
    /// <param name="value">Not negative.</param>
    /// <param name="length">Bytes.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">The value is longer.</exception>
    public static byte[] Of(BigInteger value, int length)
    {
        var bytes = value.ToByteArrayUnsigned();
        if (bytes.Length > length) throw new ArgumentException("an integer is longer than the key's size");
        var padded = new byte[length];
        bytes.CopyTo(padded, length - bytes.Length);
        return padded;
    }
}
