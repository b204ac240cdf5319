using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace SslTools.Integration.Tests.Reports;

/// <summary>The pixels of a screenshot: PNG (RFC 2083) with 8 bits for each of red, green, blue and perhaps alpha, not interlaced.</summary>
internal sealed class Picture
{
    private readonly byte[][] _rows;
    private readonly int _bytes;

    public Picture(byte[] png)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            if (type == "IHDR") (Width, Height, _bytes) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12)), png[at + 17] == 6 ? 4 : 3);
            if (type == "IDAT") packed.Write(png, at + 8, length);
            at += length + 12;
        }

        packed.Position = 0;
        using var raw = new ZLibStream(packed, CompressionMode.Decompress);
        _rows = new byte[Height][];
        for (var y = 0; y < Height; y++)
        {
            var filter = raw.ReadByte();
            raw.ReadExactly(_rows[y] = new byte[Width * _bytes]);
            Unfilter(filter, _rows[y], y == 0 ? new byte[Width * _bytes] : _rows[y - 1]);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>A pixel as RRGGBB.</summary>
    public string this[int x, int y] => Convert.ToHexString(_rows[y], x * _bytes, 3);

    // Section 6 of RFC 2083.
    private void Unfilter(int filter, byte[] row, byte[] above)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < _bytes ? 0 : row[i - _bytes], corner = i < _bytes ? 0 : above[i - _bytes];
            row[i] += (byte)(filter switch { 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, 4 => Paeth(left, above[i], corner), _ => 0 });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var (a, b, c) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}
