using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SslTools.Ports;

namespace SslTools.Engine.Cryptography;

/// <summary>The root stores of the platform: Windows' and macOS' own, and OpenSSL's folder on Linux.</summary>
public sealed class PlatformAnchors : ITrustAnchors
{
    /// <inheritdoc/>
    public IReadOnlyList<byte[]> FindByIssuer(byte[] certificate)
    {
        byte[] issuer;
        try
        {
            using var child = new X509Certificate2(certificate);
            issuer = child.IssuerName.RawData;
        }
        catch (CryptographicException)
        {
            // The platform is stricter with what it reads; it has no root for this.
            return [];
        }

        return new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine }.SelectMany(location => Find(location, issuer)).ToList();
    }

    private static IReadOnlyList<byte[]> Find(StoreLocation location, byte[] subject)
    {
        using var store = new X509Store(System.Security.Cryptography.X509Certificates.StoreName.Root, location);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            // This account has no such store.
            return [];
        }

        return store.Certificates.Cast<X509Certificate2>().Where(root => root.SubjectName.RawData.SequenceEqual(subject))
            .Select(root => root.RawData).ToList();
    }
}
