using System;
using System.Linq;

namespace SslTools.Services;

/// <summary>Whether a local CA may sign for a name (RFC 5280 section 4.2.1.10), asked before a key is generated.</summary>
internal static class NameConstraintCheck
{
    /// <summary>Checks all names.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="names">The names.</param>
    /// <exception cref="SslToolsException">NameNotPermitted: the first name that is outside.</exception>
    public static void Check(SslCertificateAuthority authority, SubjectNames names)
    {
        if (authority.PermittedDnsNames.Count + authority.PermittedIPAddresses.Count == 0) return;
        var ranges = authority.PermittedIPAddresses.Select(AddressRange.Parse).ToList();
        var refused = names.DnsNames.FirstOrDefault(name => !authority.PermittedDnsNames.Any(p => Within(name, p)))
            ?? names.IPAddresses.FirstOrDefault(address => !ranges.Any(range => range.Contains(address)))?.ToString();
        if (refused is null) return;
        throw SslError.NameNotPermitted(
            refused, authority.Name, string.Join(", ", authority.PermittedDnsNames.Concat(authority.PermittedIPAddresses)));
    }

    private static bool Within(string name, string subtree)
    {
        var host = name.StartsWith("*.", StringComparison.Ordinal) ? name.Substring(2) : name;
        return host.Equals(subtree, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + subtree, StringComparison.OrdinalIgnoreCase);
    }
}
