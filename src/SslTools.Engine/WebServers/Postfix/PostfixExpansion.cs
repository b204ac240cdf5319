using System;
using System.Text;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>What a value means: "$name", "${name}", "$(name)", "${name?text}", "${name:text}", "${name?{text}:{text}}" (postconf(5)).</summary>
internal static class PostfixExpansion
{
    private const int MaxDepth = 32;
    private const int MaxLength = 1 << 20;

    /// <summary>Expands a value.</summary>
    /// <param name="value">The value as written.</param>
    /// <param name="find">Gives the value of a parameter as written; empty where there is none.</param>
    /// <returns>The value. What only Postfix can tell, such as a comparison, stays as it is.</returns>
    public static string Expand(string value, Func<string, string> find) => Expand(value, find, 0);

    private static string Expand(string value, Func<string, string> find, int depth)
    {
        // What refers to itself has no end; Postfix refuses it.
        if (depth > MaxDepth) return value;
        var result = new StringBuilder();
        for (var i = 0; i < value.Length && result.Length < MaxLength;)
        {
            if (value[i] != '$' || i + 1 == value.Length)
            {
                result.Append(value[i++]);
                continue;
            }

            if (value[i + 1] == '$')
            {
                result.Append('$');
                i += 2;
                continue;
            }

            var (expression, end) = Reference(value, i + 1);
            result.Append(expression.Length == 0 ? value.Substring(i, end - i) : Evaluate(expression, value.Substring(i, end - i), find, depth));
            i = end;
        }

        return result.ToString();
    }

    private static (string Expression, int End) Reference(string value, int start)
    {
        var closing = value[start] switch { '{' => '}', '(' => ')', _ => '\0' };
        var end = closing == '\0' ? start : start + 1;
        if (closing == '\0')
        {
            while (end < value.Length && IsName(value[end])) end++;
            return (value.Substring(start, end - start), end);
        }

        for (var depth = 1; end < value.Length; end++)
        {
            if (value[end] == value[start]) depth++;
            if (value[end] == closing && --depth == 0) return (value.Substring(start + 1, end - start - 1), end + 1);
        }

        return ("", value.Length);
    }

    private static string Evaluate(string expression, string written, Func<string, string> find, int depth)
    {
        var length = 0;
        while (length < expression.Length && IsName(expression[length])) length++;
        if (length == 0) return written;
        var value = Expand(find(expression.Substring(0, length)), find, depth + 1);
        if (length == expression.Length) return value;
        var sign = expression[length];
        var (first, second) = Alternatives(expression.Substring(length + 1));
        return sign switch
        {
            '?' => Expand(value.Length > 0 ? first : second, find, depth + 1),
            ':' => value.Length > 0 ? value : Expand(first, find, depth + 1),
            _ => written,
        };
    }

    // Either plain text to the end, or {one} and perhaps :{another}.
    private static (string First, string Second) Alternatives(string text)
    {
        if (!text.StartsWith("{", StringComparison.Ordinal)) return (text, "");
        var (first, end) = Reference(text, 0);
        var rest = text.Substring(Math.Min(end, text.Length)).Trim();
        return (first.Trim(), rest.StartsWith(":{", StringComparison.Ordinal) ? Reference(rest, 1).Expression.Trim() : "");
    }

    private static bool IsName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
