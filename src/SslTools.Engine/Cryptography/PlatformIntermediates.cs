using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using X509StoreName = System.Security.Cryptography.X509Certificates.StoreName;

namespace SslTools.Engine.Cryptography;

/// <summary>The intermediates that the platform keeps beside a certificate. No chain is built: that would use the network.</summary>
internal static class PlatformIntermediates
{
    private const int MaxFound = 50;

    /// <summary>Finds certificates that bear the name of an issuer, and those of their issuers.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>DER; signatures are not looked at.</returns>
    public static IReadOnlyList<byte[]> Above(X509Certificate2 certificate)
    {
        var kept = new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine }.SelectMany(Kept).ToList();
        var found = new List<X509Certificate2>();
        var wanted = new Queue<X509Certificate2>([certificate]);
        while (wanted.Count > 0 && found.Count < MaxFound)
        {
            var issuer = wanted.Dequeue().IssuerName.RawData;
            foreach (var match in kept.Where(c => c.SubjectName.RawData.SequenceEqual(issuer) && !found.Contains(c)))
            {
                found.Add(match);
                wanted.Enqueue(match);
            }
        }

        return found.Select(c => c.RawData).ToList();
    }

    private static IEnumerable<X509Certificate2> Kept(StoreLocation location)
    {
        using var store = new X509Store(X509StoreName.CertificateAuthority, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // This account has no such store.
            return [];
        }

        return store.Certificates.Cast<X509Certificate2>().ToList();
    }
}
