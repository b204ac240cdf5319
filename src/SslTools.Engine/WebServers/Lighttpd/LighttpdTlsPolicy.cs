using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary><see cref="MozillaGuidelines"/> in lighttpd's words. The groups are left to OpenSSL, whose version lighttpd does not tell: it may know better ones.</summary>
internal static class LighttpdTlsPolicy
{
    /// <summary>The setting, one of a socket.</summary>
    public const string Setting = "ssl.openssl.ssl-conf-cmd";

    /// <summary>The value for a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>As it is written.</returns>
    public static string Value(SslTlsPolicy policy) =>
        "( " + string.Join(", ", Commands(policy).Select(command => $"\"{command.Name}\" => \"{command.Value}\"")) + " )";

    /// <summary>Finds the policy that a socket follows.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="socket">The socket.</param>
    /// <returns>The policy, or null.</returns>
    public static SslTlsPolicy? Of(LighttpdConfiguration configuration, LighttpdSocket socket)
    {
        var value = (socket.Scope.Own(Setting) ?? configuration.Global.Own(Setting))?.Value.List;
        if (value is null) return null;
        foreach (var policy in new[] { SslTlsPolicy.Modern, SslTlsPolicy.Intermediate })
            if (Commands(policy).All(command => value.Any(item => item.Key == command.Name && item.Value.Text == command.Value))) return policy;
        return null;
    }

    private static IEnumerable<(string Name, string Value)> Commands(SslTlsPolicy policy)
    {
        yield return ("MinProtocol", policy == SslTlsPolicy.Modern ? "TLSv1.3" : "TLSv1.2");
        if (policy == SslTlsPolicy.Intermediate) yield return ("CipherString", MozillaGuidelines.Ciphers);
        yield return ("Options", "-ServerPreference");
    }
}
