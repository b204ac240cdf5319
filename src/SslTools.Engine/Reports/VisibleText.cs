using System.Globalization;
using System.Text;

namespace SslTools.Engine.Reports;

/// <summary>Text from anywhere as text that hides nothing: what moves, reverses or vanishes is written as its code point.</summary>
internal static class VisibleText
{
    /// <summary>Makes it visible.</summary>
    /// <param name="text">From anywhere.</param>
    /// <param name="limit">The most characters.</param>
    /// <returns>One line of whole, visible characters.</returns>
    public static string Of(string text, int limit = int.MaxValue)
    {
        StringBuilder? visible = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (i >= limit) return (visible ?? new StringBuilder(text, 0, i, i + 1)) + "…";
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var isShown = VisibleCharacter.IsOf(CharUnicodeInfo.GetUnicodeCategory(text, i)) && (isPair || !char.IsSurrogate(text[i]));
            if (!isShown) visible ??= new StringBuilder(text, 0, i, text.Length + 16);
            if (isShown) visible?.Append(text, i, isPair ? 2 : 1);
            else visible!.Append("[U+").Append((isPair ? char.ConvertToUtf32(text, i) : text[i]).ToString("X4", CultureInfo.InvariantCulture)).Append(']');
            if (isPair) i++;
        }

        return visible?.ToString() ?? text;
    }
}
