using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace SslTools.Engine.Storage;

/// <summary>The JSON of the store: camel case, enums by name, UTC dates, unknown fields ignored, depth limited.</summary>
internal static class StoreJson
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new StoredProperties { NamingStrategy = new CamelCaseNamingStrategy() },
        Converters = { new StringEnumConverter() },
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        Formatting = Formatting.Indented,
        NullValueHandling = NullValueHandling.Ignore,
        MaxDepth = 16,
    });

    /// <summary>Writes an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(object value)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Serializer.Serialize(text, value);
        return Encoding.UTF8.GetBytes(text + "\n");
    }

    /// <summary>Reads an object.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="json">UTF-8.</param>
    /// <param name="path">The file, for the error.</param>
    /// <returns>The object.</returns>
    /// <exception cref="SslToolsException">CorruptEntry.</exception>
    public static T Read<T>(byte[] json, string path)
        where T : class
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(json)));
            return Serializer.Deserialize<T>(reader) ?? throw SslError.CorruptEntry(path, "it is empty");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException)
        {
            throw SslError.CorruptEntry(path, e.Message.TrimEnd('.'), e);
        }
    }

    // What is derived from other properties can't be read back, and is not written.
    private sealed class StoredProperties : DefaultContractResolver
    {
        protected override IList<JsonProperty> CreateProperties(Type type, MemberSerialization memberSerialization)
        {
            var parameters = new HashSet<string>(
                type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name!), StringComparer.OrdinalIgnoreCase);
            return base.CreateProperties(type, memberSerialization)
                .Where(property => property.Writable || parameters.Contains(property.UnderlyingName!)).ToList();
        }
    }
}
