using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary><see cref="MozillaGuidelines"/> in nginx's words.</summary>
internal static class NginxTlsPolicy
{
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
            ("ssl_ecdh_curve", MozillaGuidelines.Groups(build.OpenSsl)),
            ("ssl_prefer_server_ciphers", "off"),
        };
        if (policy == SslTlsPolicy.Modern) return settings;
        settings.Add(("ssl_ciphers", MozillaGuidelines.Ciphers));
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
        return protocols == Protocols(SslTlsPolicy.Intermediate) && ciphers == MozillaGuidelines.Ciphers ? SslTlsPolicy.Intermediate : null;
    }
}
