using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Tests.Trust;

/// <summary>Roots to be put in trust stores.</summary>
internal static class TestRoot
{
    public static SslCertificateAuthority Create(string name = "dev", string subject = "CN=dev Root")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return new SslCertificateAuthority
        {
            Name = name,
            Subject = subject,
            Thumbprint = root.Thumbprint,
            Sha256Fingerprint = root.GetCertHashString(HashAlgorithmName.SHA256),
            NotBefore = root.NotBefore,
            NotAfter = root.NotAfter,
            KeyAlgorithm = "P256",
            HasIntermediate = true,
            RootKey = SslRootKeyState.Discarded,
            PermittedDnsNames = [],
            PermittedIPAddresses = [],
            RootPath = "",
            RootCertificate = root.RawData,
        };
    }

    public static string Pem(this SslCertificateAuthority root) => PemEncoding.WriteString("CERTIFICATE", root.RootCertificate) + "\n";

    /// <summary>The end of every name that the root gets.</summary>
    public static string Tag(this SslCertificateAuthority root) => root.Sha256Fingerprint[..8];
}
