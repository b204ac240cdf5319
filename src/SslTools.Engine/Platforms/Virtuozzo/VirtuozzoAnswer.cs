using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SslTools.Engine.Platforms.Virtuozzo;

/// <summary>The envelope of an answer. A script's own failure is nested in one that says 0: whichever is not 0 counts.</summary>
internal sealed class VirtuozzoAnswer
{
    private const int MaxDepth = 32;

    private VirtuozzoAnswer(JObject json) => Json = json;

    /// <summary>The object that the code stands in.</summary>
    public JObject Json { get; private set; }

    /// <summary>0 where it went well.</summary>
    public int Code { get; private set; }

    /// <summary>Why it did not, in the platform's words; they may quote what was sent.</summary>
    public string Words => Text(Json, "error", "message", "reason") ?? "it gives no reason";

    /// <summary>Reads an answer.</summary>
    /// <param name="body">The content.</param>
    /// <returns>The answer; null where it is not one of the API.</returns>
    public static VirtuozzoAnswer? Read(byte[] body)
    {
        try
        {
            using var reader = new JsonTextReader(new StreamReader(new MemoryStream(body))) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
            var answer = new VirtuozzoAnswer(JObject.Load(reader));
            return CodeOf(answer.Json) is { } code ? answer.Descend(code) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member by the first of its names that there is, in any case.</summary>
    /// <param name="json">The object.</param>
    /// <param name="names">The names, such as <c>sslstate</c>.</param>
    /// <returns>The member, or null.</returns>
    public static JToken? Member(JToken? json, params string[] names) => names
        .Select(name => (json as JObject)?.GetValue(name, StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault(value => value is not null && value.Type != JTokenType.Null);

    /// <summary>A text or number.</summary>
    /// <param name="json">The object.</param>
    /// <param name="names">The names.</param>
    /// <returns>The text, or null where it is missing or empty.</returns>
    public static string? Text(JToken? json, params string[] names) =>
        Member(json, names) is JValue { Value: { } value } && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    /// <summary>Yes or no, also as a text or number.</summary>
    /// <param name="json">The object.</param>
    /// <param name="names">The names.</param>
    /// <returns>The value, or null.</returns>
    public static bool? Flag(JToken? json, params string[] names) => Text(json, names)?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>The objects of an array.</summary>
    /// <param name="json">The object.</param>
    /// <param name="names">The names.</param>
    /// <returns>The objects; none where it is missing.</returns>
    public static IEnumerable<JObject> Objects(JToken? json, params string[] names) => (Member(json, names) as JArray)?.OfType<JObject>() ?? [];

    /// <summary>The texts of an array, of a list in one text, or the domains of an array of objects.</summary>
    /// <param name="json">The object.</param>
    /// <param name="names">The names.</param>
    /// <returns>The texts; none where it is missing.</returns>
    public static IReadOnlyList<string> Texts(JToken? json, params string[] names) => Member(json, names) switch
    {
        JArray array => [.. array.Select(item => item is JObject ? Text(item, "domain", "name") : (item as JValue)?.Value as string).OfType<string>()],
        JValue { Value: string text } => text.Split([',', ';', ' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    private static int? CodeOf(JObject json) =>
        int.TryParse(Text(json, "result"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : null;

    private VirtuozzoAnswer Descend(int code)
    {
        Code = code;
        while (Code == 0 && Member(Json, "response") is JObject inner && CodeOf(inner) is { } nested) (Json, Code) = (inner, nested);
        return this;
    }
}
