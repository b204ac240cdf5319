using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SslTools.Testing.Acme;

/// <summary>A root of its own, and a server's certificate for 127.0.0.1, [::1] and localhost under it.</summary>
public sealed class TestTlsRoot : IDisposable
{
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Makes both.</summary>
    /// <param name="notAfter">The end of the server's certificate; in the past for one that is over.</param>
    /// <param name="name">Another name than those of this machine, for one that does not fit.</param>
    /// <param name="subject">The name of the root.</param>
    public TestTlsRoot(DateTimeOffset? notAfter = null, string? name = null, string? subject = null)
    {
        var now = DateTimeOffset.UtcNow;
        var root = new CertificateRequest(subject ?? "CN=Test TLS root " + Guid.NewGuid().ToString("n")[..8], _rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, false));
        Root = root.CreateSelfSigned(now.AddDays(-2), now.AddDays(30));
        var server = new CertificateRequest("CN=localhost", _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name ?? "localhost");
        if (name is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var certificate = server.Create(Root, now.AddDays(-1), notAfter ?? now.AddDays(20), RandomNumberGenerator.GetBytes(16));
        using var bare = certificate.CopyWithPrivateKey(_key);
        // Windows serves no key that was never in PKCS#12.
        Server = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The root.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The server's certificate with its key.</summary>
    public X509Certificate2 Server { get; }

    public string ServerKeyPem => _key.ExportPkcs8PrivateKeyPem();

    public void Dispose()
    {
        Root.Dispose();
        Server.Dispose();
        _rootKey.Dispose();
        _key.Dispose();
    }
}
