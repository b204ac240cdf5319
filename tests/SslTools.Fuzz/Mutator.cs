using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Fuzz;

/// <summary>Changes inputs at random; the same seed gives the same changes.</summary>
public sealed class Mutator
{
    private const int Longest = 64 * 1024;
    private static readonly byte[] Telling = [0x00, 0x01, 0x03, 0x04, 0x06, 0x24, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xff, (byte)'-', (byte)'\n', (byte)'{', (byte)'}', (byte)';'];
    private readonly Random _random;

    public Mutator(int seed) => _random = new Random(seed);

    public byte[] Mutate(IReadOnlyList<byte[]> seeds)
    {
        var bytes = Pick(seeds).ToList();
        for (var changes = 1 + _random.Next(_random.Next(4) == 0 ? 20 : 4); changes > 0; changes--) Change(bytes, seeds);
        return bytes.Take(Longest).ToArray();
    }

    private byte[] Pick(IReadOnlyList<byte[]> seeds) => seeds[_random.Next(seeds.Count)];

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> seeds)
    {
        if (bytes.Count == 0) bytes.Add((byte)_random.Next(256));
        var at = _random.Next(bytes.Count);
        var length = Math.Min(1 + _random.Next(_random.Next(3) == 0 ? 512 : 8), bytes.Count - at);
        switch (_random.Next(9))
        {
            case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[at] = Telling[_random.Next(Telling.Length)]; break;
            case 2: bytes[at] = (byte)_random.Next(256); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5: bytes.InsertRange(at, Enumerable.Repeat(Telling[_random.Next(Telling.Length)], length)); break;
            case 6: bytes.RemoveRange(at, bytes.Count - at); break;
            case 7: bytes[at] = (byte)(bytes[at] + (_random.Next(2) == 0 ? 1 : -1)); break;
            default:
                var other = Pick(seeds);
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other.Skip(from).Take(1 + _random.Next(256)));
                break;
        }
    }
}
