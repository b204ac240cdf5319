using System.Globalization;
using System.Linq;

namespace SslTools.Services.Endpoints;

/// <summary>Words of servers, for the eyes of people: they can't move a terminal's cursor, hide text or fill the screen.</summary>
internal static class Printable
{
    private const int MaxLength = 600;

    /// <summary>Cleans.</summary>
    /// <param name="text">From anywhere.</param>
    /// <returns>One line of visible characters.</returns>
    public static string Clean(string text)
    {
        var clean = new string(text.Take(MaxLength).Select(letter => IsVisible(letter) ? letter : '?').ToArray());
        return text.Length > MaxLength ? clean + "…" : clean;
    }

    // Format characters turn the direction of writing around.
    private static bool IsVisible(char letter) => char.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
