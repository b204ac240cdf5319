namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Finds the end of Lua code in a configuration (OpenResty's *_by_lua_block): braces in strings and comments don't count.</summary>
internal static class LuaBlock
{
    /// <summary>Finds the closing brace.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">After the opening brace.</param>
    /// <returns>The position of the closing brace, or -1.</returns>
    public static int FindEnd(string text, int position)
    {
        var depth = 1;
        for (var i = position; i >= 0 && i < text.Length;)
        {
            var c = text[i];
            if (c is '"' or '\'') i = AfterString(text, i);
            else if (c == '[' && LongBracketLevel(text, i) is var level and >= 0) i = AfterLongBracket(text, i, level);
            else if (c == '-' && i + 1 < text.Length && text[i + 1] == '-') i = AfterComment(text, i + 2);
            else
            {
                if (c == '{') depth++;
                if (c == '}' && --depth == 0) return i;
                i++;
            }
        }

        return -1;
    }

    private static int AfterString(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && text[i] != text[start] && text[i] != '\n') i += text[i] == '\\' ? 2 : 1;
        return i + 1;
    }

    private static int AfterComment(string text, int start)
    {
        if (start < text.Length && text[start] == '[' && LongBracketLevel(text, start) is var level and >= 0) return AfterLongBracket(text, start, level);
        return text.IndexOf('\n', start);
    }

    // [[, [=[, [==[ ...: the number of equals signs, or -1 where it is no long bracket.
    private static int LongBracketLevel(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && text[i] == '=') i++;
        return i < text.Length && text[i] == '[' ? i - start - 1 : -1;
    }

    private static int AfterLongBracket(string text, int start, int level)
    {
        var closing = "]" + new string('=', level) + "]";
        var end = text.IndexOf(closing, start, System.StringComparison.Ordinal);
        return end < 0 ? -1 : end + closing.Length;
    }
}
