using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SslTools;

/// <summary>Tells texts apart in names of the store, beside a part that people can read.</summary>
public static class ShortDigest
{
    /// <summary>The first bytes of the SHA-256 of a text.</summary>
    /// <param name="text">The text; UTF-8.</param>
    /// <param name="bytes">How many bytes.</param>
    /// <returns>Lower-case hex, two digits a byte.</returns>
    public static string Of(string text, int bytes)
    {
        using var sha256 = SHA256.Create();
        return string.Concat(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(bytes).Select(b => b.ToString("x2")));
    }
}
