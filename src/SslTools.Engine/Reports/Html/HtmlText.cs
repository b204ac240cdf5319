using System.Text;

namespace SslTools.Engine.Reports.Html;

/// <summary>Text that becomes part of a page. Everything that is not the page's own goes through here.</summary>
internal static class HtmlText
{
    private const int MaxLength = 400;

    /// <summary>Escapes for an element's content or a quoted attribute.</summary>
    /// <param name="text">From anywhere.</param>
    /// <param name="limit">The most characters that are shown.</param>
    /// <returns>HTML.</returns>
    public static string Escape(string text, int limit = MaxLength)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (var letter in VisibleText.Of(text, limit))
        {
            switch (letter)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                default: html.Append(letter); break;
            }
        }

        return html.ToString();
    }

    /// <summary>Escapes, and keeps right-to-left letters from reordering what stands beside them.</summary>
    /// <param name="text">From anywhere.</param>
    /// <returns>HTML.</returns>
    public static string Isolate(string? text) => string.IsNullOrEmpty(text) ? "" : $"<bdi>{Escape(text!)}</bdi>";
}
