using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Org.BouncyCastle.Tls;

namespace SslTools.Engine.Network.Endpoints;

/// <summary>The cipher suites by number and name, and those that nobody should use.</summary>
internal static class CipherSuites
{
    // No encryption, no authentication, made short for export, or ciphers that can be broken (RFC 9325 section 4.1, RFC 7465, RFC 8429).
    private static readonly string[] WeakParts = ["_NULL_", "_anon_", "_EXPORT_", "_RC4_", "_RC2_", "_DES_", "_DES40_", "_3DES_", "_IDEA_"];

    // Not of handshakes with certificates, or of TLS 1.3, which is never offered alone.
    private static readonly string[] OtherParts = ["_PSK_", "_SRP_", "_KRB5_", "_WITH_SM4_", "_SCSV", "_GOSTR341112_"];

    // Served by old programs, and in no list that has names for them.
    private static readonly IReadOnlyDictionary<int, string> Historic = new Dictionary<int, string>
    {
        [0x0003] = "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
        [0x0004] = "TLS_RSA_WITH_RC4_128_MD5",
        [0x0005] = "TLS_RSA_WITH_RC4_128_SHA",
        [0x0006] = "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5",
        [0x0007] = "TLS_RSA_WITH_IDEA_CBC_SHA",
        [0x0008] = "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA",
        [0x0009] = "TLS_RSA_WITH_DES_CBC_SHA",
        [0x000a] = "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        [0x0014] = "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA",
        [0x0015] = "TLS_DHE_RSA_WITH_DES_CBC_SHA",
        [0x0016] = "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA",
        [0x0017] = "TLS_DH_anon_EXPORT_WITH_RC4_40_MD5",
        [0x0018] = "TLS_DH_anon_WITH_RC4_128_MD5",
        [0x001a] = "TLS_DH_anon_WITH_DES_CBC_SHA",
        [0xc002] = "TLS_ECDH_ECDSA_WITH_RC4_128_SHA",
        [0xc007] = "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA",
        [0xc00c] = "TLS_ECDH_RSA_WITH_RC4_128_SHA",
        [0xc011] = "TLS_ECDHE_RSA_WITH_RC4_128_SHA",
        [0xc016] = "TLS_ECDH_anon_WITH_RC4_128_SHA",
    };

    private static readonly Lazy<IReadOnlyDictionary<int, string>> Names = new(ReadNames);
    private static readonly Lazy<IReadOnlyList<int>> Offered = new(() =>
        Names.Value.Where(suite => suite.Value.Contains("_WITH_") && !OtherParts.Any(suite.Value.Contains)).Select(suite => suite.Key).OrderBy(suite => suite).ToList());

    private static readonly Lazy<IReadOnlyList<int>> Breakable = new(() => Offered.Value.Where(suite => WeakParts.Any(NameOf(suite).Contains)).ToList());

    /// <summary>All suites of TLS 1.2 and older that go with a server's certificate, or with none.</summary>
    public static IReadOnlyList<int> All => Offered.Value;

    /// <summary>Those that nobody should use.</summary>
    public static IReadOnlyList<int> Weak => Breakable.Value;

    /// <summary>A suite's name at IANA.</summary>
    /// <param name="suite">The suite.</param>
    /// <returns>The name, or its number in hex where it has none here.</returns>
    public static string NameOf(int suite) => Names.Value.TryGetValue(suite, out var name) ? name : "0x" + suite.ToString("X4", CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<int, string> ReadNames()
    {
        var names = typeof(CipherSuite).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.FieldType == typeof(int) && field.Name.StartsWith("TLS_", StringComparison.Ordinal))
            .GroupBy(field => (int)field.GetRawConstantValue()!).ToDictionary(fields => fields.Key, fields => fields.First().Name);
        foreach (var suite in Historic) names[suite.Key] = suite.Value;
        return names;
    }
}
