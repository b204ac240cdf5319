using System.Globalization;

namespace SslTools;

/// <summary>Which characters people can see where they stand: format characters turn the direction of writing around, others move a cursor or vanish.</summary>
public static class VisibleCharacter
{
    /// <summary>Whether characters of a category are seen.</summary>
    /// <param name="category">The category; each half of a pair has one of its own.</param>
    /// <returns>True when they are.</returns>
    public static bool IsOf(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
