using System;
using System.IO;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Reads big-endian numbers and runs of bytes, never beyond the end.</summary>
internal sealed class BytesReader
{
    private readonly byte[] _data;
    private readonly int _end;

    /// <summary>Makes a reader.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="end">Where they end.</param>
    public BytesReader(byte[] data, int end)
    {
        _data = data;
        _end = end;
    }

    /// <summary>The position of the next byte.</summary>
    public int Position { get; private set; }

    /// <summary>Reads two bytes.</summary>
    /// <returns>The number.</returns>
    public uint UInt16() => ((uint)Next() << 8) | Next();

    /// <summary>Reads four bytes.</summary>
    /// <returns>The number.</returns>
    public uint UInt32() => (UInt16() << 16) | UInt16();

    /// <summary>Passes over bytes.</summary>
    /// <param name="count">How many.</param>
    public void Skip(uint count)
    {
        if (count > _end - Position) throw new EndOfStreamException($"at byte {Position}, {count} bytes are announced and {_end - Position} are left");
        Position += (int)count;
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The bytes.</returns>
    public byte[] Bytes(uint count)
    {
        var start = Position;
        Skip(count);
        var bytes = new byte[count];
        Array.Copy(_data, start, bytes, 0, bytes.Length);
        return bytes;
    }

    private byte Next()
    {
        Skip(1);
        return _data[Position - 1];
    }
}
