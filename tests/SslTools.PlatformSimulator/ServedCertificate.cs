using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SslTools.Testing.Acme;

namespace SslTools.Testing.Platforms;

/// <summary>A certificate that the platform serves.</summary>
public sealed class ServedCertificate
{
    private ServedCertificate(X509Certificate2 leaf, X509Certificate2Collection chain, string certificatePem, string chainPem)
    {
        Leaf = leaf;
        (CertificatePem, ChainPem) = (certificatePem, chainPem);
        // Windows serves no key that was never in PKCS#12.
        Context = SslStreamCertificateContext.Create(X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null), chain, offline: true);
    }

    public X509Certificate2 Leaf { get; }

    public string CertificatePem { get; }

    /// <summary>The intermediates; empty where there are none.</summary>
    public string ChainPem { get; }

    internal SslStreamCertificateContext Context { get; }

    public IReadOnlyList<string> Names => [.. Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())];

    /// <summary>Whether it covers a name: equal, or a wildcard for one label.</summary>
    public bool Covers(string name) => Names.Any(pattern => pattern == name || (pattern.StartsWith("*.") && name.IndexOf('.') is > 0 and var dot && name[dot..] == pattern[1..]));

    /// <summary>What was uploaded, checked as a node checks it.</summary>
    public static ServedCertificate Read(string key, string certificate, string? chain, bool onNode)
    {
        if (certificate.Length == 0) throw new PlatformRefusal(4012, "the certificate is empty");
        if (onNode && string.IsNullOrEmpty(chain)) throw new PlatformRefusal(4013, "the certificate of the CA is empty");
        if (key.Length == 0) throw new PlatformRefusal(4016, "no key was received");
        if (key.Contains("ENCRYPTED")) throw new PlatformRefusal(4180, "the key is encrypted");
        using var bare = Certificate(certificate);
        var intermediates = new X509Certificate2Collection();
        if (!string.IsNullOrEmpty(chain)) intermediates.ImportFromPem(chain);
        if (!string.IsNullOrEmpty(chain) && intermediates.Count == 0) throw new PlatformRefusal(4011, "the CA is not a certificate");
        var read = new ServedCertificate(WithKey(bare, key, onNode), intermediates, certificate, chain ?? "");
        return read.Names.Count == 0 ? throw new PlatformRefusal(4009, "the certificate has no valid domain") : read;
    }

    /// <summary>A new one.</summary>
    internal static ServedCertificate Issue(IssuingAuthority authority, IReadOnlyList<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = authority.Issue([.. names.Select(name => new ServerIdentifier("dns", name))], new PublicKey(key), DateTimeOffset.UtcNow.AddHours(-1), TimeSpan.FromDays(90));
        var chain = new X509Certificate2Collection();
        var pem = authority.Chain(bare);
        chain.ImportFromPem(pem);
        chain.RemoveAt(0);
        return new ServedCertificate(bare.CopyWithPrivateKey(key), chain, bare.ExportCertificatePem(), string.Concat(chain.Select(issuer => issuer.ExportCertificatePem() + "\n")));
    }

    private static X509Certificate2 Certificate(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new PlatformRefusal(4011, "it is not a certificate");
        }
    }

    // The node's check compares the moduli of RSA.
    private static X509Certificate2 WithKey(X509Certificate2 certificate, string pem, bool onNode)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is null && onNode) throw new PlatformRefusal(4015, "it is not an RSA key");
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new PlatformRefusal(4014, "the certificate and the key do not match");
        }
    }
}
