using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using BcCertificate = Org.BouncyCastle.X509.X509Certificate;

namespace SslTools.Engine.Cryptography;

/// <summary>Makes the platform's certificate object. .NET Standard reads keys only from PKCS#12, so one is made in memory.</summary>
internal static class PlatformCertificate
{
    // EphemeralKeySet is not in .NET Standard 2.0; macOS has no such key set.
    private const X509KeyStorageFlags EphemeralKeySet = (X509KeyStorageFlags)32;

    /// <summary>Makes the object.</summary>
    /// <param name="bundle">Certificate and key.</param>
    /// <returns>The certificate, with its key where the platform can hold that kind of key.</returns>
    public static X509Certificate2 Load(CertificateBundle bundle)
    {
        if (bundle.PrivateKey is null || IsUnsupported(bundle.PrivateKey)) return new X509Certificate2(bundle.Leaf);
        var store = new Pkcs12StoreBuilder().Build();
        var entry = new X509CertificateEntry(new BcCertificate(bundle.Leaf));
        store.SetKeyEntry("key", new AsymmetricKeyEntry(PrivateKeyFactory.CreateKey(bundle.PrivateKey)), [entry]);
        using var buffer = new MemoryStream();
        store.Save(buffer, [], new SecureRandom());
        var flags = RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : EphemeralKeySet;
        var pfx = buffer.ToArray();
        try
        {
            return new X509Certificate2(pfx, "", flags | X509KeyStorageFlags.Exportable);
        }
        finally
        {
            Array.Clear(pfx, 0, pfx.Length);
        }
    }

    /// <summary>Takes certificate and key out of the object.</summary>
    /// <param name="certificate">The object.</param>
    /// <returns>The certificate without chain; without key where it has none that can be exported.</returns>
    public static CertificateBundle Read(X509Certificate2 certificate) => new(certificate.RawData, null, ReadKey(certificate));

    // Every kind of key, on every platform, comes out of PKCS#12 alone.
    private static byte[]? ReadKey(X509Certificate2 certificate)
    {
        if (!certificate.HasPrivateKey) return null;
        var password = Guid.NewGuid().ToString("n");
        byte[] pfx;
        try
        {
            pfx = certificate.Export(X509ContentType.Pkcs12, password);
        }
        catch (CryptographicException)
        {
            return null;
        }

        var store = new Pkcs12StoreBuilder().Build();
        store.Load(new MemoryStream(pfx), password.ToCharArray());
        var alias = store.Aliases.FirstOrDefault(store.IsKeyEntry);
        return alias is null ? null : PrivateKeyInfoFactory.CreatePrivateKeyInfo(store.GetKey(alias).Key).GetDerEncoded();
    }

    private static bool IsUnsupported(byte[] privateKey) =>
        PrivateKeyInfo.GetInstance(privateKey).PrivateKeyAlgorithm.Algorithm.Equals(EdECObjectIdentifiers.id_Ed25519);
}
