using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SslTools.Testing;

namespace SslTools.Tests.Validation;

/// <summary>A case of C2SP's x509-limbo: certificates, a question, and the answer that its authors expect.</summary>
/// <param name="Id">Its name; the part before the colons says whose rules it is about.</param>
/// <param name="IsExpected">Whether a path is expected.</param>
/// <param name="Features">What it needs of a validator, or where it is stricter than clients are.</param>
/// <param name="Request">The question.</param>
internal sealed record LimboCase(string Id, bool IsExpected, IReadOnlyList<string> Features, PathRequest Request)
{
    /// <summary>Where the suite is looked for.</summary>
    public static string Location => Environment.GetEnvironmentVariable("X509_LIMBO") is { Length: > 0 } path
        ? path
        : Path.GetFullPath(Repository.File("..", "shared", "x509-limbo", "limbo.json"));

    /// <summary>Whether it is stricter than clients are, as its authors say themselves.</summary>
    public bool IsPedantic => Features.Any(feature => feature.StartsWith("pedantic-", StringComparison.Ordinal));

    public static IReadOnlyList<LimboCase> Read(string path)
    {
        using var suite = JsonDocument.Parse(File.ReadAllBytes(path));
        return suite.RootElement.GetProperty("testcases").EnumerateArray().Select(Case).ToList();
    }

    private static LimboCase Case(JsonElement json)
    {
        var id = json.GetProperty("id").GetString()!;
        var space = id.Split("::")[0];
        var isServer = json.GetProperty("validation_kind").GetString() == "SERVER";
        var time = json.GetProperty("validation_time").GetString();
        var request = new PathRequest(
            Pem(json.GetProperty("peer_certificate")), Pems(json, "trusted_certs"),
            time is null ? DateTimeOffset.UtcNow : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture))
        {
            Intermediates = Pems(json, "untrusted_intermediates"),
            Names = json.GetProperty("expected_peer_names").EnumerateArray().Append(json.GetProperty("expected_peer_name"))
                .Where(name => name.ValueKind == JsonValueKind.Object).Select(Name).ToList(),
            Purpose = isServer ? SslCertificatePurpose.ServerAuthentication : SslCertificatePurpose.ClientAuthentication,
            KeyUsage = json.GetProperty("key_usage").EnumerateArray().Aggregate(X509KeyUsageFlags.None, (flags, usage) => flags | Usage(usage.GetString()!)),
            MaxIntermediates = json.GetProperty("max_chain_depth") is { ValueKind: JsonValueKind.Number } depth ? depth.GetInt32() : null,
            Crls = json.TryGetProperty("crls", out var crls) && crls.ValueKind == JsonValueKind.Array ? crls.EnumerateArray().Select(Pem).ToList() : [],

            // The suite's own division: what is about public CAs says so; see docs/x509-limbo.md.
            Rules = space is "webpki" or "online" ? PathRules.Web : PathRules.Rfc5280,
            JudgeCommonName = id.StartsWith("webpki::cn::", StringComparison.Ordinal) || space == "online",
        };
        return new LimboCase(
            id, json.GetProperty("expected_result").GetString() == "SUCCESS",
            json.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()!).ToList(), request);
    }

    private static List<byte[]> Pems(JsonElement json, string property) => json.GetProperty(property).EnumerateArray().Select(Pem).ToList();

    private static byte[] Pem(JsonElement pem)
    {
        var text = pem.GetString()!;
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }

    private static PeerName Name(JsonElement name) => new(
        name.GetProperty("kind").GetString() switch { "DNS" => PeerNameKind.Dns, "IP" => PeerNameKind.Address, _ => PeerNameKind.Mailbox },
        name.GetProperty("value").GetString()!);

    private static X509KeyUsageFlags Usage(string name) => name switch
    {
        "contentCommitment" => X509KeyUsageFlags.NonRepudiation,
        "keyCertSign" => X509KeyUsageFlags.KeyCertSign,
        "cRLSign" => X509KeyUsageFlags.CrlSign,
        _ => Enum.Parse<X509KeyUsageFlags>(name, true),
    };
}
