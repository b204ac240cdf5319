using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary><see cref="MozillaGuidelines"/> in Postfix's words.</summary>
internal static class PostfixTlsPolicy
{
    // What HIGH has beyond Mozilla's list: no forward secrecy, or no authenticated encryption. tls_medium_cipherlist would do,
    // but the client has it too: mail to old servers would go out in clear.
    private const string Excluded = "aNULL, kRSA, kDHE, kPSK, aPSK, SHA1, SHA256, SHA384, AESCCM, ARIA, CAMELLIA";

    // Bounds instead of exclusions.
    private static readonly Version KnowsBounds = new(3, 6);

    private static readonly IReadOnlyList<string> ProtocolSettings = ["smtpd_tls_protocols", "smtpd_tls_mandatory_protocols"];

    /// <summary>The parameters of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="version">The program's version.</param>
    /// <returns>Names and values.</returns>
    public static IEnumerable<(string Name, string Value)> Settings(SslTlsPolicy policy, Version version)
    {
        foreach (var name in ProtocolSettings) yield return (name, Protocols(policy, version));
        if (policy == SslTlsPolicy.Modern) yield break;
        yield return ("smtpd_tls_ciphers", "high");
        yield return ("smtpd_tls_mandatory_ciphers", "high");
        yield return ("smtpd_tls_exclude_ciphers", Excluded);
    }

    /// <summary>Finds the policy that a service follows.</summary>
    /// <param name="service">The service.</param>
    /// <param name="version">The program's version.</param>
    /// <returns>The policy, or null.</returns>
    public static SslTlsPolicy? Of(PostfixService service, Version version)
    {
        foreach (var policy in new[] { SslTlsPolicy.Modern, SslTlsPolicy.Intermediate })
            if (Settings(policy, version).All(setting => service.Value(setting.Name) == setting.Value)) return policy;
        return null;
    }

    private static string Protocols(SslTlsPolicy policy, Version version)
    {
        if (version >= KnowsBounds) return policy == SslTlsPolicy.Modern ? ">=TLSv1.3" : ">=TLSv1.2";
        return "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1" + (policy == SslTlsPolicy.Modern ? ", !TLSv1.2" : "");
    }
}
