using System.Collections.Generic;
using System.IO;

namespace SslTools.Engine.Cryptography.Validation;

/// <summary>
/// Looks at the outline of DER (X.690 section 10) before a parser does: definite and shortest lengths that fit, and little
/// nesting. So no parser is driven into deep recursion or huge allocations.
/// </summary>
internal static class DerShape
{
    private const int MaxDepth = 32;
    private const int Constructed = 0x20;

    /// <summary>Checks that the bytes are one DER element and nothing more.</summary>
    /// <param name="der">The bytes.</param>
    /// <exception cref="InvalidDataException">What is wrong, and where.</exception>
    public static void Check(byte[] der)
    {
        var ends = new Stack<int>();
        ends.Push(der.Length);
        var offset = 0;
        while (true)
        {
            while (ends.Count > 1 && offset == ends.Peek()) ends.Pop();
            if (ends.Count == 1 && offset > 0) break;
            var (tag, content, end) = Read(der, offset, ends.Peek());
            Primitive(der, tag, content, end);
            if ((tag & Constructed) == 0)
            {
                offset = end;
                continue;
            }

            if (ends.Count > MaxDepth) throw new InvalidDataException($"the nesting is too deep at byte {offset}");
            ends.Push(end);
            offset = content;
        }

        if (offset != der.Length) throw new InvalidDataException($"there is something behind the end at byte {offset}");
    }

    /// <summary>The first element within a constructed one, with its tag and length.</summary>
    /// <param name="der">DER that was checked.</param>
    /// <returns>The bytes.</returns>
    public static byte[] FirstWithin(byte[] der)
    {
        var start = Read(der, 0, der.Length).Content;
        var element = new byte[Read(der, start, der.Length).End - start];
        System.Array.Copy(der, start, element, 0, element.Length);
        return element;
    }

    private static (int Tag, int Content, int End) Read(byte[] der, int start, int limit)
    {
        var offset = start;
        var tag = Next();
        if ((tag & 0x1F) == 0x1F)
        {
            while ((Next() & 0x80) != 0)
            {
            }
        }

        var length = Next();
        if (length == 0x80) throw new InvalidDataException($"the length at byte {start} is indefinite");
        if (length > 0x80)
        {
            var count = length & 0x7F;
            if (count > 4) throw new InvalidDataException($"the length at byte {start} is too large");
            long value = 0;
            for (var i = 0; i < count; i++) value = (value << 8) | (long)Next();
            if (value < 0x80 || value < 1L << (8 * (count - 1))) throw new InvalidDataException($"the length at byte {start} is not the shortest");
            if (value > limit - offset) throw new InvalidDataException($"the element at byte {start} is cut off");
            length = (int)value;
        }

        if (length > limit - offset) throw new InvalidDataException($"the element at byte {start} is cut off");
        return (tag, offset, offset + length);

        int Next() => offset < limit ? der[offset++] : throw new InvalidDataException($"the element at byte {start} is cut off");
    }

    private static void Primitive(byte[] der, int tag, int content, int end)
    {
        const int boolean = 1, integer = 2;
        var length = end - content;
        if (tag == boolean && (length != 1 || der[content] is not (0 or 0xFF)))
            throw new InvalidDataException($"the truth value at byte {content} is neither true nor false");
        if (tag != integer) return;
        if (length == 0) throw new InvalidDataException($"the number at byte {content} is empty");
        if (length > 1 && ((der[content] == 0 && der[content + 1] < 0x80) || (der[content] == 0xFF && der[content + 1] >= 0x80)))
            throw new InvalidDataException($"the number at byte {content} is not the shortest");
    }
}
