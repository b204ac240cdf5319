using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Endpoints;

/// <summary>An nginx with sites that are right and wrong in one way each, all for shop.example, each on a port of its own.</summary>
public sealed class EndpointSites : IDisposable
{
    private readonly string _nginx = Programs.Require("nginx", "nginx-light");
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, int> _ports = [];
    private readonly X509Certificate2 _root = Issue("Test Root", null, true);
    private readonly X509Certificate2 _intermediate;

    public EndpointSites()
    {
        _intermediate = Issue("Test Intermediate", _root, true);
        RootFile = _folder.Write("root.pem", _root.ExportCertificatePem());
        HttpPort = FreePort.Next();
        var leaf = Issue("shop.example", _intermediate);
        Staple(leaf);
        const string Old = "ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers ALL:COMPLEMENTOFALL:@SECLEVEL=0;";
        var sites = new List<string>
        {
            Site("good", leaf, [_intermediate], "http2", "ssl_protocols TLSv1.2 TLSv1.3; ssl_stapling on; ssl_stapling_file staple.der; add_header Strict-Transport-Security max-age=31536000 always; return 200;"),
            Site("old", leaf, [], "", Old + " return 301 http://shop.example/;"),
            Site("ancient", leaf, [_intermediate], "", Old.Replace(" TLSv1.1 TLSv1.2", "") + " return 200;"),
            Site("order", leaf, [_root, _intermediate], "", "return 200;"),
            Site("expired", Issue("shop.example", _intermediate, days: -2), [_intermediate], "", "return 200;"),
            Site("other", Issue("other.example", _intermediate), [_intermediate], "", "return 200;"),
            Site("self", Issue("shop.example", null), [], "", "return 200;"),
        };
        _folder.Write("nginx.conf", $$"""
            worker_processes 1; pid nginx.pid; events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
                server { listen 127.0.0.1:{{HttpPort}}; return 301 https://shop.example/; }
                {{string.Join("\n    ", sites)}}
            }

            """);
        Programs.Run(_nginx, "-p", _folder.Path, "-c", _folder["nginx.conf"], "-e", _folder["error.log"]).Succeeded();
    }

    /// <summary>The only root, PEM.</summary>
    public string RootFile { get; }

    public int HttpPort { get; }

    public int Port(string site) => _ports[site];

    public string this[string file] => _folder[file];

    public void Dispose()
    {
        Programs.Run(_nginx, "-p", _folder.Path, "-c", _folder["nginx.conf"], "-e", _folder["error.log"], "-s", "stop").Succeeded();
        Assert.True(SpinWait.SpinUntil(() => !File.Exists(_folder["nginx.pid"]), 10_000));
        _folder.Dispose();
    }

    private string Site(string name, X509Certificate2 leaf, X509Certificate2[] chain, string listen, string directives)
    {
        _ports[name] = FreePort.Next();
        _folder.Write($"{name}.pem", string.Join("\n", chain.Prepend(leaf).Select(certificate => certificate.ExportCertificatePem())));
        _folder.Write($"{name}.key", leaf.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return $"server {{ listen 127.0.0.1:{_ports[name]} ssl {listen}; ssl_certificate {name}.pem; ssl_certificate_key {name}.key; {directives} }}";
    }

    // By OpenSSL's own responder.
    private void Staple(X509Certificate2 leaf)
    {
        var (leafFile, issuer) = (_folder.Write("leaf.pem", leaf.ExportCertificatePem()), _folder.Write("issuer.pem", _intermediate.ExportCertificatePem()));
        var key = _folder.Write("issuer.key", _intermediate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var index = _folder.Write("index", $"V\t491231235959Z\t\t{leaf.SerialNumber}\tunknown\t/CN=shop.example\n");
        Programs.Run("openssl", "ocsp", "-issuer", issuer, "-cert", leafFile, "-no_nonce", "-reqout", _folder["request.der"]).Succeeded();
        Programs.Run(
            "openssl", "ocsp", "-index", index, "-CA", issuer, "-rsigner", issuer, "-rkey", key, "-ndays", "1", "-reqin", _folder["request.der"],
            "-respout", _folder["staple.der"]).Succeeded();
    }

    private static X509Certificate2 Issue(string name, X509Certificate2? issuer, bool ca = false, int days = 80)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(ca, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(ca ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is not null) request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        if (!ca)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        }

        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(days));
        if (issuer is null) return request.CreateSelfSigned(from, until);
        using var bare = request.Create(issuer, from, days < 80 ? until : issuer.NotAfter.AddMinutes(-1), [0x40, .. RandomNumberGenerator.GetBytes(15)]);
        return bare.CopyWithPrivateKey(key);
    }
}
