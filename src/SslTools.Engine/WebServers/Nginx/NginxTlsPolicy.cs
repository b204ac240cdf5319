using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>Mozilla's guidelines, version 6.0 of 2026-04-06, in nginx's words (ssl-config.mozilla.org/guidelines/6.0.json).</summary>
internal static class NginxTlsPolicy
{
    private const string Ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
        + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

    // OpenSSL knows X25519MLKEM768 since 3.5; before it, nginx would refuse the whole list.
    private static readonly Version PostQuantum = new(3, 5, 0);

    // Ticket keys are rotated from here on, so that tickets do no harm to forward secrecy.
    private static readonly Version RotatesTickets = new(1, 23, 2);

    /// <summary>The directives of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="build">The program that will read them.</param>
    /// <returns>Names and arguments.</returns>
    public static IReadOnlyList<(string Name, string Arguments)> Settings(SslTlsPolicy policy, NginxBuild build)
    {
        var settings = new List<(string, string)>
        {
            ("ssl_protocols", Protocols(policy)),
            ("ssl_ecdh_curve", (build.OpenSsl >= PostQuantum ? "X25519MLKEM768:" : "") + "X25519:prime256v1:secp384r1"),
            ("ssl_prefer_server_ciphers", "off"),
        };
        if (policy == SslTlsPolicy.Modern) return settings;
        settings.Add(("ssl_ciphers", Ciphers));
        settings.Add(("ssl_session_timeout", "1d"));
        settings.Add(("ssl_session_cache", "shared:SslTools:10m"));
        if (build.Version < RotatesTickets) settings.Add(("ssl_session_tickets", "off"));
        return settings;
    }

    /// <summary>The versions of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The arguments of ssl_protocols.</returns>
    public static string Protocols(SslTlsPolicy policy) => policy == SslTlsPolicy.Modern ? "TLSv1.3" : "TLSv1.2 TLSv1.3";

    /// <summary>Finds the policy that a site follows.</summary>
    /// <param name="site">The site.</param>
    /// <returns>The policy, or null.</returns>
    public static SslTlsPolicy? Of(NginxSite site)
    {
        var protocols = string.Join(" ", site.Applying("ssl_protocols")?.Arguments.OrderBy(a => a, StringComparer.Ordinal) ?? Enumerable.Empty<string>());
        if (protocols == Protocols(SslTlsPolicy.Modern)) return SslTlsPolicy.Modern;
        var ciphers = site.Applying("ssl_ciphers")?.Arguments.FirstOrDefault();
        return protocols == Protocols(SslTlsPolicy.Intermediate) && ciphers == Ciphers ? SslTlsPolicy.Intermediate : null;
    }
}
