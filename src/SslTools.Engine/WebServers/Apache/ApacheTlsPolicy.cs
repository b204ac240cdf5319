using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// <see cref="MozillaGuidelines"/> in Apache's words. The groups are left to OpenSSL, whose own choice is Mozilla's: Apache does not tell
/// which OpenSSL it has, and would end at a group that it does not know.
/// </summary>
internal static class ApacheTlsPolicy
{
    private static readonly string[] Known = ["sslv3", "tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"];

    /// <summary>The directives of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>Names and arguments.</returns>
    public static IReadOnlyList<(string Name, string Arguments)> Settings(SslTlsPolicy policy)
    {
        var settings = new List<(string, string)> { ("SSLProtocol", policy == SslTlsPolicy.Modern ? "-all +TLSv1.3" : "-all +TLSv1.2 +TLSv1.3") };
        if (policy == SslTlsPolicy.Intermediate) settings.Add(("SSLCipherSuite", MozillaGuidelines.Ciphers));

        // Keys of tickets live as long as the server, which does harm to forward secrecy.
        settings.AddRange([("SSLHonorCipherOrder", "off"), ("SSLSessionTickets", "off")]);
        return settings;
    }

    /// <summary>Finds the policy that a site follows.</summary>
    /// <param name="site">The site.</param>
    /// <returns>The policy, or null.</returns>
    public static SslTlsPolicy? Of(ApacheSite site)
    {
        var versions = Versions(site.Applying("SSLProtocol")?.Words ?? ["all"]);
        if (versions.SetEquals(["tlsv1.3"])) return SslTlsPolicy.Modern;
        var ciphers = (site.All("SSLCipherSuite").LastOrDefault(setting => setting.Words.Count == 1) ?? site.Applying("SSLCipherSuite"))?.Joined;
        return versions.SetEquals(["tlsv1.2", "tlsv1.3"]) && ciphers == MozillaGuidelines.Ciphers ? SslTlsPolicy.Intermediate : null;
    }

    /// <summary>The versions that a site asks for.</summary>
    /// <param name="site">The site.</param>
    /// <returns>Names separated by spaces.</returns>
    public static string VersionsOf(ApacheSite site) => string.Join(" ", Versions(site.Applying("SSLProtocol")?.Words ?? ["all"]).OrderBy(v => v, StringComparer.Ordinal));

    private static HashSet<string> Versions(IEnumerable<string> words)
    {
        var versions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.Where(word => word.Length > 0).Select(word => word.ToLowerInvariant()))
        {
            var name = word.TrimStart('+', '-');
            var meant = name == "all" ? Known.Skip(1) : [name];
            if (word[0] == '-') versions.ExceptWith(meant);
            else if (word[0] == '+') versions.UnionWith(meant);
            else versions = new HashSet<string>(meant, StringComparer.Ordinal);
        }

        return versions;
    }
}
