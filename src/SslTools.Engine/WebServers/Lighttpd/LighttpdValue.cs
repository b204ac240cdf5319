using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>A value: a text, a number, a list; or unknown, where a part of it comes from a program or the environment.</summary>
/// <param name="Text">A text, or a number as text; null for others.</param>
/// <param name="List">A list; null for others.</param>
internal sealed record LighttpdValue(string? Text, IReadOnlyList<KeyValuePair<string?, LighttpdValue>>? List = null)
{
    /// <summary>What nothing is known of.</summary>
    public static readonly LighttpdValue Unknown = new(null, null);

    /// <summary>Whether it switches something on.</summary>
    public bool IsTrue => Text is { } text && text.ToLowerInvariant() is "enable" or "true" or "1";

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts => (List ?? []).Select(item => item.Value.Text).Where(text => text is not null).Select(text => text!);

    /// <summary>Joins two values, as '+' and '+=' do.</summary>
    /// <param name="other">The second.</param>
    /// <returns>The value.</returns>
    public LighttpdValue Join(LighttpdValue other)
    {
        if (Text is not null && other.Text is not null) return new LighttpdValue(Text + other.Text);
        return List is not null && other.List is not null ? new LighttpdValue(null, List.Concat(other.List).ToList()) : Unknown;
    }

    /// <summary>Evaluates an expression.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="scope">Where it stands, for its variables.</param>
    /// <returns>The value.</returns>
    public static LighttpdValue Evaluate(IReadOnlyList<LighttpdToken> words, LighttpdScope scope)
    {
        var next = 0;
        return Sum(words, ref next, scope);
    }

    private static LighttpdValue Sum(IReadOnlyList<LighttpdToken> words, ref int next, LighttpdScope scope)
    {
        var value = One(words, ref next, scope);
        var isNumber = next > 0 && words[next - 1].Kind == LighttpdKind.Number;
        while (next < words.Count && words[next].Is("+"))
        {
            next++;
            var other = One(words, ref next, scope);
            isNumber &= words[next - 1].Kind == LighttpdKind.Number;
            value = isNumber && long.TryParse(value.Text, out var a) && long.TryParse(other.Text, out var b)
                ? new LighttpdValue((a + b).ToString(CultureInfo.InvariantCulture)) : value.Join(other);
        }

        return value;
    }

    private static LighttpdValue One(IReadOnlyList<LighttpdToken> words, ref int next, LighttpdScope scope)
    {
        if (next >= words.Count) return Unknown;
        var word = words[next++];
        if (word.Kind is LighttpdKind.Text or LighttpdKind.Number) return new LighttpdValue(word.Value);
        if (word.Kind == LighttpdKind.Key) return scope.Variable(word.Value);
        var list = new List<KeyValuePair<string?, LighttpdValue>>();
        while (word.Is("(") && next < words.Count && !words[next].Is(")"))
        {
            if (words[next].Is(","))
            {
                next++;
                continue;
            }

            var start = next;
            var value = Sum(words, ref next, scope);
            string? key = null;
            if (next < words.Count && words[next].Is("=>"))
            {
                key = value.Text;
                next++;
                value = Sum(words, ref next, scope);
            }

            list.Add(new KeyValuePair<string?, LighttpdValue>(key, value));
            if (next == start) next++;
        }

        next++;
        return new LighttpdValue(null, list);
    }
}
