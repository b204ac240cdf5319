using System;
using System.Linq;

namespace SslTools;

/// <summary>Base64 with the alphabet of URLs and without padding (RFC 4648 section 5, RFC 7515 section 2).</summary>
public static class Base64Url
{
    /// <summary>Encodes bytes.</summary>
    /// <param name="bytes">Any number of bytes.</param>
    /// <returns>Text of A-Z, a-z, 0-9, <c>-</c> and <c>_</c>.</returns>
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Decodes text.</summary>
    /// <param name="text">Without padding, line breaks or spaces.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="FormatException">It is anything else.</exception>
    public static byte[] Decode(string text)
    {
        if (!IsAlphabet(text)) throw new FormatException("The text is not base64url.");
        var standard = text.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
    }

    /// <summary>Whether a text has no other characters than those of base64url; then it is safe as the name of a file, too.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for an empty text also.</returns>
    public static bool IsAlphabet(string text) =>
        text.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');
}
