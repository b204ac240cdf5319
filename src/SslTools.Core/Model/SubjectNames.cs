using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace SslTools;

/// <summary>The checked identifiers of a subject alternative name: at least one, no duplicates, DNS names as A-labels.</summary>
public sealed class SubjectNames
{
    private SubjectNames(IReadOnlyList<string> dnsNames, IReadOnlyList<IPAddress> ipAddresses)
    {
        DnsNames = dnsNames;
        IPAddresses = ipAddresses;
    }

    /// <summary>DNS names: lower case, A-labels, the wildcard only as the whole first label.</summary>
    public IReadOnlyList<string> DnsNames { get; }

    /// <summary>IP addresses, IPv4 or IPv6.</summary>
    public IReadOnlyList<IPAddress> IPAddresses { get; }

    /// <summary>The first name given, for display and for the name in the store.</summary>
    public string First => DnsNames.Count > 0 ? DnsNames[0] : IPAddresses[0].ToString();

    /// <summary>Checks and normalises what the user typed; an IP address among the DNS names is taken as one.</summary>
    /// <param name="names">DNS names in any case, Unicode allowed.</param>
    /// <param name="addresses">IP addresses.</param>
    /// <returns>The names in the order given.</returns>
    /// <exception cref="SslToolsException">InvalidHostName, or NoSubjectName when there are none.</exception>
    public static SubjectNames Parse(IEnumerable<string>? names, IEnumerable<IPAddress>? addresses = null)
    {
        var dnsNames = new List<string>();
        var ipAddresses = new List<IPAddress>(addresses ?? []);
        foreach (var name in names ?? [])
        {
            if (IPAddress.TryParse(name?.Trim() ?? "", out var address) && LooksLikeAddress(name!))
                ipAddresses.Add(address);
            else
                dnsNames.Add(DnsName.Normalize(name ?? ""));
        }

        if (dnsNames.Count == 0 && ipAddresses.Count == 0) throw SslError.NoSubjectName();

        // A certificate has no place for the scope of a link-local address (RFC 5280 section 4.2.1.6).
        var plain = ipAddresses.Select(address => new IPAddress(address.GetAddressBytes())).Distinct().ToList();
        return new SubjectNames(dnsNames.Distinct(StringComparer.Ordinal).ToList(), plain);
    }

    // IPAddress.TryParse also reads "1" and "0x7f.1"; only the usual spellings are addresses here.
    private static bool LooksLikeAddress(string text) => text.Contains(":") || text.Split('.').Length == 4;
}
