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
        var clean = new string(text.Take(MaxLength).Select(letter => VisibleCharacter.IsOf(char.GetUnicodeCategory(letter)) ? letter : '?').ToArray());
        return text.Length > MaxLength ? clean + "…" : clean;
    }
}
