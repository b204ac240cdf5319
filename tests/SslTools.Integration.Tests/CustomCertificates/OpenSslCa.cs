using System;
using SslTools.Testing;

namespace SslTools.Integration.Tests.CustomCertificates;

/// <summary>A CA set up with OpenSSL: a root, two intermediates below it, and a cross-certificate of the root by an older root.</summary>
internal sealed class OpenSslCa : IDisposable
{
    private const string Authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
    private readonly string _openssl = Programs.Require("openssl", "openssl");
    private readonly TempFolder _folder = new();

    public OpenSslCa()
    {
        _folder.Write("ca.ext", Authority);
        Root("old-root");
        Root("root");
        // The same name and key as the root's, signed by the older one.
        OpenSsl("x509", "-x509toreq", "-in", this["root.pem"], "-signkey", this["root.key"], "-out", this["cross.csr"]);
        Sign("cross", "old-root");
        Intermediate("policy", "root");
        Intermediate("issuing", "policy");
        _folder.Write("index.txt", "");
        _folder.Write("ca.conf", $"""
            [ca]
            default_ca = issuing
            [issuing]
            database = {this["index.txt"]}
            new_certs_dir = {_folder.Path}
            certificate = {this["issuing.pem"]}
            private_key = {this["issuing.key"]}
            rand_serial = yes
            default_md = sha256
            default_days = 90
            policy = any
            copy_extensions = copy
            x509_extensions = server
            unique_subject = no
            [any]
            commonName = supplied
            organizationName = optional
            countryName = optional
            [server]
            basicConstraints = critical,CA:FALSE
            extendedKeyUsage = serverAuth
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            """);
    }

    public string this[string file] => _folder[file];

    /// <summary>Signs a request as a CA does: openssl ca.</summary>
    public void Issue(string request, string certificate) => OpenSsl("ca", "-batch", "-config", this["ca.conf"], "-in", request, "-out", certificate);

    public void OpenSsl(params string[] arguments) => Programs.Run(_openssl, arguments).Succeeded();

    public void Dispose() => _folder.Dispose();

    private void Root(string name) => OpenSsl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name, "-days", "900", "-keyout", this[name + ".key"], "-out", this[name + ".pem"]);

    private void Intermediate(string name, string issuer)
    {
        OpenSsl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name, "-keyout", this[name + ".key"], "-out", this[name + ".csr"]);
        Sign(name, issuer);
    }

    private void Sign(string name, string issuer) => OpenSsl(
        "x509", "-req", "-in", this[name + ".csr"], "-CA", this[issuer + ".pem"], "-CAkey", this[issuer + ".key"], "-CAcreateserial",
        "-extfile", this["ca.ext"], "-days", "800", "-out", this[name + ".pem"]);
}
