using System;
using System.Linq;
using System.Net;

namespace SslTools.Services;

/// <summary>The name under which a certificate from outside is kept or exported, when the user gives none.</summary>
internal static class CertificateName
{
    /// <summary>Its first identifier; the thumbprint where it has none that fits.</summary>
    /// <param name="description">The certificate.</param>
    /// <returns>A name that the store takes.</returns>
    public static string Of(CertificateDescription description)
    {
        try
        {
            return StoreName.Parse(StoreName.FromSubject(SubjectNames.Parse(description.DnsNames, description.IPAddresses.Select(IPAddress.Parse))));
        }
        catch (Exception e) when (e is SslToolsException or FormatException)
        {
            return description.Thumbprint.ToLowerInvariant();
        }
    }

    /// <summary>Whether a certificate is for a host.</summary>
    /// <param name="description">The certificate.</param>
    /// <param name="host">A DNS name or an address.</param>
    /// <returns>True when one of its names covers it.</returns>
    public static bool Covers(CertificateDescription description, string host) => IPAddress.TryParse(host, out var address)
        ? description.IPAddresses.Any(a => IPAddress.TryParse(a, out var own) && own.Equals(address))
        : description.DnsNames.Any(name => DnsName.Covers(name, host));
}
