using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SslTools.Engine.Acme.Dns;

/// <summary>Signs requests to Amazon Web Services (Signature Version 4).</summary>
/// <param name="accessKeyId">The access key's id.</param>
/// <param name="secretAccessKey">The access key's secret.</param>
/// <param name="sessionToken">The token of temporary credentials, or null.</param>
/// <param name="region">The region.</param>
/// <param name="service">The service.</param>
public sealed class AwsSignature(string accessKeyId, string secretAccessKey, string? sessionToken, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Makes the headers that sign a request.</summary>
    /// <param name="method">GET, POST, ...</param>
    /// <param name="address">The whole address; its query is written in the form that is signed.</param>
    /// <param name="body">The body; empty where there is none.</param>
    /// <param name="now">The time.</param>
    /// <returns>Headers by name; the request has no other signed ones but Host.</returns>
    public IReadOnlyDictionary<string, string> Sign(string method, Uri address, byte[] body, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var date = time.Substring(0, 8);
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}",
            ["x-amz-date"] = time,
        };
        if (sessionToken is not null) signed["x-amz-security-token"] = sessionToken;

        var names = string.Join(";", signed.Keys);
        var canonical = string.Join("\n",
            method, address.AbsolutePath, Query(address.Query), string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n")), names, Hex(Hash(body)));
        var scope = $"{date}/{region}/{service}/aws4_request";
        var text = string.Join("\n", Algorithm, time, scope, Hex(Hash(Bytes(canonical))));
        var key = new[] { date, region, service, "aws4_request" }
            .Aggregate(Bytes("AWS4" + secretAccessKey), (secret, part) => Mac(secret, part));

        var headers = signed.Where(header => header.Key != "host").ToDictionary(header => header.Key, header => header.Value);
        headers["Authorization"] = $"{Algorithm} Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={Hex(Mac(key, text))}";
        return headers;
    }

    // Sorted by the encoded name, then by the encoded value; a name without '=' has an empty value.
    private static string Query(string query) => string.Join("&", query.TrimStart('?').Split('&').Where(part => part.Length > 0)
        .Select(part => part.Contains('=') ? part : part + "=").OrderBy(part => part.Replace("=", "\0"), StringComparer.Ordinal));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Hash(byte[] bytes)
    {
        using var hash = SHA256.Create();
        return hash.ComputeHash(bytes);
    }

    private static byte[] Mac(byte[] key, string text)
    {
        using var mac = new HMACSHA256(key);
        return mac.ComputeHash(Bytes(text));
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
}
