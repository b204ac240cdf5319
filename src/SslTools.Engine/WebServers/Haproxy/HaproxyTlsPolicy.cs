using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>
/// <see cref="MozillaGuidelines"/> in HAProxy's words, as options of a line in a crt-list: they are for one name alone and win over those of
/// the bind line. Groups for key exchange are not among them: OpenSSL takes them before the name is known, so they stay as they are.
/// </summary>
internal static class HaproxyTlsPolicy
{
    private const string Lowest = "ssl-min-ver";
    private const string Highest = "ssl-max-ver";
    private const string Ciphers = "ciphers";
    private const string Modern = "TLSv1.3";
    private const string Intermediate = "TLSv1.2";

    /// <summary>Gives options a policy.</summary>
    /// <param name="options">The options, without brackets.</param>
    /// <param name="policy">The policy; null: as they are.</param>
    /// <returns>The options.</returns>
    public static string Apply(string options, SslTlsPolicy? policy)
    {
        if (policy is null || Of(options) == policy) return options;
        var kept = Pairs(options).Where(pair => pair.Name is not (Lowest or Highest or Ciphers)).Select(pair => pair.Text);
        var ours = policy == SslTlsPolicy.Modern
            ? new[] { $"{Lowest} {Modern}", $"{Highest} {Modern}" }
            : [$"{Lowest} {Intermediate}", $"{Highest} {Modern}", $"{Ciphers} {MozillaGuidelines.Ciphers}"];
        return string.Join(" ", kept.Concat(ours));
    }

    /// <summary>Finds the policy that a certificate's handshakes follow.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="bind">The bind line.</param>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The policy, or null.</returns>
    public static SslTlsPolicy? Of(HaproxyConfiguration configuration, HaproxyBind bind, HaproxyCertificate certificate)
    {
        var general = configuration.Global("ssl-default-bind-options").SelectMany(line => line.Arguments)
            .Concat(configuration.Global("ssl-default-bind-ciphers").SelectMany(line => new[] { Ciphers, line[1] }));
        var own = bind.Parameters.SelectMany(parameter => new[] { parameter.Name, parameter.Value }).Where(word => word.Length > 0);
        return Of(string.Join(" ", general.Concat(own).Append(certificate.Entry?.Options ?? "")));
    }

    // The last word counts.
    private static SslTlsPolicy? Of(string options)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Pairs(options)) values[pair.Name] = pair.Value;
        if (values.ContainsKey("force-tlsv13")) values[Lowest] = Modern;
        values.TryGetValue(Lowest, out var lowest);
        values.TryGetValue(Highest, out var highest);
        values.TryGetValue(Ciphers, out var ciphers);
        if (highest is not (null or Modern) || values.ContainsKey("no-tlsv13")) return null;
        if (lowest == Modern) return SslTlsPolicy.Modern;
        return lowest is null or Intermediate && ciphers == MozillaGuidelines.Ciphers ? SslTlsPolicy.Intermediate : null;
    }

    private static IEnumerable<(string Name, string Value, string Text)> Pairs(string options)
    {
        var words = options.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var hasValue = HaproxyBind.HasValue(words[i]) && i + 1 < words.Length;
            yield return hasValue ? (words[i], words[i + 1], words[i] + " " + words[++i]) : (words[i], "", words[i]);
        }
    }
}
