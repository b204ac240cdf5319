using System;
using System.Buffers.Text;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SslTools.Testing.Acme;

/// <summary>A JWS whose form is right (RFC 8555 section 6.2); its signature is not verified yet.</summary>
public sealed class JwsReader
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;

    public JwsReader(byte[] body)
    {
        var json = Parse(body, "the body");
        // The flattened serialization without an unprotected header, nothing else.
        if (!json.Select(member => member.Key).Order(StringComparer.Ordinal).SequenceEqual(["payload", "protected", "signature"]))
            throw new ProblemException("malformed", "the JWS must have exactly payload, protected and signature");
        Header = Parse(Bytes(json, "protected"), "the protected header");
        Payload = Bytes(json, "payload");
        _signature = Bytes(json, "signature");
        _signed = Encoding.ASCII.GetBytes(Text(json, "protected") + "." + Text(json, "payload"));
        Algorithm = Text(Header, "alg");
        if (Header.ContainsKey("crit") || Header.ContainsKey("b64")) throw new ProblemException("malformed", "the header has members that are not supported");
        if (Header.ContainsKey("jwk") == Header.ContainsKey("kid")) throw new ProblemException("malformed", "the header must have either jwk or kid");
    }

    public JsonObject Header { get; }

    public string Algorithm { get; }

    public byte[] Payload { get; }

    public string Url => Text(Header, "url");

    public string? Nonce => Header.ContainsKey("nonce") ? Text(Header, "nonce") : null;

    public string? KeyId => Header.ContainsKey("kid") ? Text(Header, "kid") : null;

    public Jwk Key => Header["jwk"] is JsonObject key ? Jwk.Parse(key) : throw new ProblemException("malformed", "the header has no jwk");

    /// <summary>The payload as an object; POST-as-GET has none (section 6.3).</summary>
    public JsonObject Json => Payload.Length == 0 ? throw new ProblemException("malformed", "the payload is empty") : Parse(Payload, "the payload");

    public bool IsPostAsGet => Payload.Length == 0;

    public void Verify(Jwk key)
    {
        if (!key.Verifies(Algorithm, _signed, _signature)) throw new ProblemException("malformed", "the signature is wrong");
    }

    /// <summary>Verifies a MAC (section 7.3.4).</summary>
    public void Verify(byte[] macKey)
    {
        if (Algorithm != "HS256") throw new ProblemException("badSignatureAlgorithm", "the external account binding must be HS256");
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(macKey, _signed), _signature))
            throw new ProblemException("unauthorized", "the MAC of the external account binding is wrong", 403);
    }

    public static JsonObject Parse(byte[] bytes, string what)
    {
        try
        {
            return JsonNode.Parse(bytes) as JsonObject ?? throw new ProblemException("malformed", what + " is no JSON object");
        }
        catch (JsonException e)
        {
            throw new ProblemException("malformed", $"{what}: {e.Message}");
        }
    }

    public static string Text(JsonObject json, string field) =>
        json[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new ProblemException("malformed", $"'{field}' is missing");

    /// <summary>Base64url without padding, spaces or line breaks (RFC 7515 section 2).</summary>
    public static byte[] Bytes(JsonObject json, string field)
    {
        var text = Text(json, field);
        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw new ProblemException("malformed", $"'{field}' is not base64url");
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw new ProblemException("malformed", $"'{field}' is not base64url");
        }
    }
}
