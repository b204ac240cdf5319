using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Dovecot;

/// <summary><see cref="MozillaGuidelines"/> in Dovecot's words. The settings are those of the whole server: the version is chosen before the name counts.</summary>
internal static class DovecotTlsPolicy
{
    /// <summary>The settings of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="build">The program that will read them.</param>
    /// <returns>Names and values.</returns>
    public static IEnumerable<(string Key, string Value)> Settings(SslTlsPolicy policy, DovecotBuild build)
    {
        yield return ("ssl_min_protocol", policy == SslTlsPolicy.Modern ? "TLSv1.3" : "TLSv1.2");
        if (policy == SslTlsPolicy.Modern) yield break;
        yield return ("ssl_cipher_list", MozillaGuidelines.Ciphers);
        yield return build.IsNew ? ("ssl_server_prefer_ciphers", "client") : ("ssl_prefer_server_ciphers", "no");
    }

    /// <summary>Finds the policy that a protocol follows.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>The policy, or null.</returns>
    public static SslTlsPolicy? Of(DovecotConfiguration configuration, string protocol)
    {
        foreach (var policy in new[] { SslTlsPolicy.Modern, SslTlsPolicy.Intermediate })
            if (Settings(policy, configuration.Build).All(setting => configuration.Value(protocol, setting.Key) == setting.Value)) return policy;
        return null;
    }
}
