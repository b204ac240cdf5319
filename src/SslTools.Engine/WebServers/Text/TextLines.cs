namespace SslTools.Engine.WebServers.Text;

/// <summary>Lines of a text whose own style is kept: indentation and line ends.</summary>
internal static class TextLines
{
    /// <summary>The line end that follows a position, where nothing but space (and a comment) stands before it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where to begin.</param>
    /// <param name="comment">What begins a comment that may stand there; null for none.</param>
    /// <returns>The position of the line end, or null.</returns>
    public static int? EndOfLine(string text, int position, char? comment)
    {
        var i = position;
        while (i < text.Length && text[i] is ' ' or '\t') i++;
        if (comment is { } sign && i < text.Length && text[i] == sign)
            while (i < text.Length && text[i] != '\n') i++;
        if (i > position && i <= text.Length && text[i - 1] == '\r' && (i == text.Length || text[i] == '\n')) i--;
        return i >= text.Length || text[i] is '\r' or '\n' ? i : null;
    }

    /// <summary>The space before a position that is the first of its line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position.</param>
    /// <returns>The space; null where something else stands before it.</returns>
    public static string? IndentOf(string text, int position)
    {
        var start = position;
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        return start == 0 || text[start - 1] == '\n' ? text.Substring(start, position - start) : null;
    }

    /// <summary>Takes a piece out, with its line where nothing else stands on it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the piece begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The deletion.</returns>
    public static TextEdit Deletion(string text, int start, int end)
    {
        while (start > 0 && text[start - 1] is ' ' or '\t') start--;
        if (start > 0 && text[start - 1] == '\n' && EndOfLine(text, end, null) is { } lineEnd)
        {
            end = lineEnd;
            start -= start > 1 && text[start - 2] == '\r' ? 2 : 1;
        }

        return new TextEdit(start, end, "");
    }

    /// <summary>The line end of a text at a position: as the file has it there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The position of a line end.</param>
    /// <returns>CR LF, or LF.</returns>
    public static string NewLine(string text, int end) => end < text.Length && text[end] == '\r' ? "\r\n" : "\n";
}
