using System.Text;

namespace SslTools.Engine.Cryptography.Import;

/// <summary>Bytes as text: UTF-8, UTF-16 and UTF-32 by their marks, UTF-16 without one by its zeros, anything else a byte a character.</summary>
internal static class TextContent
{
    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);

    /// <summary>Decodes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The text; what is no text gives some nonsense.</returns>
    public static string Decode(byte[] bytes)
    {
        var (encoding, mark) = Detect(bytes);
        return encoding.GetString(bytes, mark, bytes.Length - mark);
    }

    private static (Encoding Encoding, int Mark) Detect(byte[] bytes)
    {
        bool Begins(params byte[] mark)
        {
            if (bytes.Length < mark.Length) return false;
            for (var i = 0; i < mark.Length; i++)
            {
                if (bytes[i] != mark[i]) return false;
            }

            return true;
        }

        if (Begins(0xEF, 0xBB, 0xBF)) return (Encoding.UTF8, 3);
        if (Begins(0xFF, 0xFE, 0, 0)) return (Encoding.UTF32, 4);
        if (Begins(0xFF, 0xFE)) return (Encoding.Unicode, 2);
        if (Begins(0xFE, 0xFF)) return (Encoding.BigEndianUnicode, 2);
        if (bytes.Length >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0) return (Encoding.Unicode, 0);
        if (bytes.Length >= 4 && bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0) return (Encoding.BigEndianUnicode, 0);
        return (Latin1, 0);
    }
}
