namespace SslTools.Engine.Cryptography.Import;

/// <summary>
/// Walks an encoding (X.690) before anything takes it apart: every length fits, and nothing is nested so deep that a
/// parser would run out of stack. What strings of octets hold is walked too, because parsers open it.
/// </summary>
internal sealed class Ber
{
    private const int MaxDepth = 48;
    private const int Sequence = 0x30;
    private const int OctetString = 0x04;
    private const int BitString = 0x03;
    private const int Constructed = 0x20;

    private readonly byte[] _data;
    private bool _isTooDeep;

    private Ber(byte[] data) => _data = data;

    /// <summary>What is wrong, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether bytes are missing, rather than wrong.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The byte where it is wrong.</summary>
    public int Offset { get; private set; }

    /// <summary>The end of the object, where it is sound.</summary>
    public int End { get; private set; }

    /// <summary>Whether bytes look like an encoded sequence; text that begins with '0' does not.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="start">Where to look.</param>
    /// <returns>True when they do.</returns>
    public static bool LooksLikeSequence(byte[] data, int start = 0) =>
        data.Length - start >= 2 && data[start] == Sequence && (data[start + 1] >= 0x80 || data[start + 1] == data.Length - start - 2);

    /// <summary>Walks one object.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="start">Where it begins.</param>
    /// <returns>The walk, with its error or end.</returns>
    public static Ber Walk(byte[] data, int start = 0)
    {
        var walk = new Ber(data);
        walk.End = walk.Object(start, data.Length, 0);
        return walk;
    }

    // All of these give the position behind the object, or -1 after an error.
    private int Object(int position, int end, int depth)
    {
        if (depth > MaxDepth)
        {
            _isTooDeep = true;
            return Fail(position, $"it is nested more than {MaxDepth} deep");
        }

        var start = position;
        if (position >= end) return Truncated(position, "an object is missing");
        var tag = _data[position++];
        if ((tag & 0x1f) == 0x1f)
        {
            for (var bytes = 0; ; bytes++)
            {
                if (position >= end) return Truncated(position, "a tag is not complete");
                if (bytes == 4) return Fail(start, "a tag is too long");
                if (_data[position++] < 0x80) break;
            }
        }

        if (position >= end) return Truncated(position, "a length is missing");
        int length = _data[position++];
        if (length == 0x80) return (tag & Constructed) != 0 ? Indefinite(position, end, depth) : Fail(start, "a value without structure has no length");
        if (length > 0x80)
        {
            var bytes = length & 0x7f;
            if (bytes > 4) return Fail(start, "a length is impossible");
            if (end - position < bytes) return Truncated(position, "a length is not complete");
            long value = 0;
            while (bytes-- > 0) value = (value << 8) | _data[position++];
            if (value > end - position) return TooLong(start, value - (end - position), end);
            length = (int)value;
        }
        else if (length > end - position)
        {
            return TooLong(start, length - (end - position), end);
        }

        return Content(tag, position, position + length, depth);
    }

    private int Content(int tag, int position, int end, int depth)
    {
        if ((tag & Constructed) != 0)
        {
            while (position >= 0 && position < end) position = Object(position, end, depth + 1);
            return position;
        }

        return tag is OctetString or BitString ? Opaque(tag == BitString ? position + 1 : position, end, depth) : end;
    }

    private int Indefinite(int position, int end, int depth)
    {
        while (true)
        {
            if (end - position < 2) return Truncated(position, "the end of an object is missing");
            if (_data[position] == 0 && _data[position + 1] == 0) return position + 2;
            position = Object(position, end, depth + 1);
            if (position < 0) return position;
        }
    }

    // It may hold anything; only its depth counts.
    private int Opaque(int position, int end, int depth)
    {
        var inner = position;
        while (inner >= 0 && inner < end && (_data[inner] & Constructed) != 0) inner = Object(inner, end, depth + 1);
        if (_isTooDeep) return -1;
        Error = null;
        IsTruncated = false;
        return end;
    }

    // Beyond the file's end bytes are missing; beyond that of the object around it, the length is wrong.
    private int TooLong(int start, long missing, int end) =>
        end == _data.Length ? Truncated(start, $"the object there needs {missing} more bytes") : Fail(start, "an object is longer than the one around it");

    private int Truncated(int offset, string why)
    {
        IsTruncated = true;
        return Fail(offset, why);
    }

    private int Fail(int offset, string why)
    {
        Error = why;
        Offset = offset;
        return -1;
    }
}
