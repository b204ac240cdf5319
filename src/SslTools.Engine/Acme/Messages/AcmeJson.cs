using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SslTools.Engine.Acme.Messages;

/// <summary>
/// Reads a CA's JSON objects. Fields unknown here are ignored, and fields of a wrong type count as absent; what is needed and absent
/// makes the answer a bad one.
/// </summary>
/// <param name="host">The CA, for errors.</param>
/// <param name="what">Which answer, for errors.</param>
/// <param name="json">The object.</param>
internal sealed class AcmeJson(string host, string what, JObject json)
{
    private const int MaxDepth = 32;
    private static readonly Encoding Utf8 = new UTF8Encoding(false, true);

    /// <summary>Reads an object.</summary>
    /// <param name="body">UTF-8.</param>
    /// <returns>The object, or null where it is none.</returns>
    public static JObject? TryParse(byte[] body)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(Utf8.GetString(body)))
            {
                MaxDepth = MaxDepth,
                DateParseHandling = DateParseHandling.None,
            };
            var json = JToken.ReadFrom(reader) as JObject;
            return reader.Read() ? null : json;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The complaint about this answer.</summary>
    /// <param name="flaw">What is wrong with it.</param>
    /// <returns>The exception to throw.</returns>
    public SslToolsException Bad(string flaw) => SslError.AcmeBadAnswer(host, $"{what}: {flaw}");

    /// <summary>A text.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The text, or null.</returns>
    public string? Text(string field) => json[field] is JValue { Type: JTokenType.String } value ? (string?)value : null;

    /// <summary>A truth value.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The value; false where it is absent.</returns>
    public bool Flag(string field) => json[field] is JValue { Type: JTokenType.Boolean } value && (bool)value;

    /// <summary>A whole number.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The number; 0 where it is absent or out of range.</returns>
    public int Number(string field) =>
        json[field] is JValue { Type: JTokenType.Integer, Value: long value } && value is >= int.MinValue and <= int.MaxValue ? (int)value : 0;

    /// <summary>A time (RFC 3339).</summary>
    /// <param name="field">Its name.</param>
    /// <returns>UTC, or null.</returns>
    public DateTimeOffset? Time(string field) =>
        DateTimeOffset.TryParse(Text(field), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>A state.</summary>
    /// <returns>The state; one unknown here is <see cref="AcmeStatus.Unknown"/>.</returns>
    public AcmeStatus Status()
    {
        var text = Text("status") ?? throw Bad("it has no status");
        return text.Length > 0 && char.IsLetter(text[0]) && Enum.TryParse<AcmeStatus>(text, true, out var status) ? status : AcmeStatus.Unknown;
    }

    /// <summary>A URL for the user to read; nothing here opens it.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The URL, of any scheme; or null.</returns>
    public Uri? Page(string field) => Uri.TryCreate(Text(field), UriKind.Absolute, out var uri) ? uri : null;

    /// <summary>An object.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The object, or null.</returns>
    public AcmeJson? Object(string field) => json[field] is JObject value ? new AcmeJson(host, what, value) : null;

    /// <summary>Objects.</summary>
    /// <param name="field">Their list's name.</param>
    /// <returns>The objects; what else is in the list is left out.</returns>
    public IEnumerable<AcmeJson> Objects(string field) =>
        json[field] is JArray list ? list.OfType<JObject>().Select(value => new AcmeJson(host, what, value)) : [];

    /// <summary>Texts.</summary>
    /// <param name="field">Their list's name.</param>
    /// <returns>The texts; what else is in the list is left out.</returns>
    public IEnumerable<string> Texts(string field) =>
        json[field] is JArray list ? list.OfType<JValue>().Where(value => value.Type == JTokenType.String).Select(value => (string)value!) : [];

    /// <summary>The texts of an object.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>Names and texts.</returns>
    public IEnumerable<KeyValuePair<string, string>> Map(string field) => json[field] is JObject map
        ? map.Properties().Select(property => new KeyValuePair<string, string>(property.Name, property.Value.Type == JTokenType.String ? (string)property.Value! : ""))
        : [];
}
