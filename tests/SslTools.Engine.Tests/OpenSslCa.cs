using System;
using System.IO;
using System.Linq;
using SslTools.Testing;

namespace SslTools.Engine.Tests;

/// <summary>Certificates, CRLs and OCSP answers made by OpenSSL's own programs.</summary>
internal sealed class OpenSslCa : IDisposable
{
    public const string RootExtensions = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash";
    public const string CaExtensions = RootExtensions + "\nauthorityKeyIdentifier=keyid";
    public const string LeafExtensions =
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\n"
        + "authorityKeyIdentifier=keyid\nsubjectAltName=DNS:shop.example";

    private readonly TempFolder _folder = new();

    public OpenSslCa() => Programs.Require("openssl", "openssl");

    public string this[string file] => _folder[file];

    public byte[] Der(string name) => System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(this[name + ".pem"])).RawData;

    /// <summary>Issues a certificate; the key of a name stays the same.</summary>
    public void Issue(string file, string? issuer, string extensions, string? name = null, int days = 90)
    {
        name ??= file;
        if (!File.Exists(this[name + ".key"]))
            OpenSsl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", this[name + ".key"]);
        if (file != name) File.Copy(this[name + ".key"], this[file + ".key"], true);
        OpenSsl("req", "-new", "-key", this[name + ".key"], "-subj", "/CN=" + name, "-out", this["request.pem"]);
        var extensionFile = _folder.Write("extensions.cnf", "[default]\n" + extensions + "\n");
        string[] signer = issuer is null ? ["-key", this[name + ".key"]] : ["-CA", this[issuer + ".pem"], "-CAkey", this[issuer + ".key"]];
        OpenSsl(
        [
            "x509", "-req", "-in", this["request.pem"], .. signer, "-days", $"{days}", "-extfile", extensionFile, "-extensions", "default",
            "-set_serial", "0x" + Convert.ToHexString([0x40, .. Guid.NewGuid().ToByteArray()]), "-out", this[file + ".pem"],
        ]);
    }

    /// <summary>Makes the database of what an authority issued, with some of it revoked.</summary>
    public void Index(string issuer, string[] good, string[] revoked)
    {
        string Line(string name, string state)
        {
            var serial = OpenSsl("x509", "-in", this[name + ".pem"], "-noout", "-serial").Output.Trim().Split('=')[1];
            return $"{state}\t491231235959Z\t{(state == "R" ? "240101000000Z,keyCompromise" : "")}\t{serial}\tunknown\t/CN={name}\n";
        }

        _folder.Write(issuer + ".index", string.Concat(good.Select(name => Line(name, "V")).Concat(revoked.Select(name => Line(name, "R")))));
    }

    /// <summary>Makes a CRL.</summary>
    public byte[] Crl(string issuer)
    {
        _folder.Write("crlnumber", "01\n");
        var configuration = _folder.Write(
            "ca.cnf",
            $"[ca]\ndefault_ca=d\n[d]\ndatabase={this[issuer + ".index"]}\ncrlnumber={this["crlnumber"]}\ndefault_md=sha256\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n");
        OpenSsl("ca", "-gencrl", "-config", configuration, "-cert", this[issuer + ".pem"], "-keyfile", this[issuer + ".key"], "-crldays", "2", "-out", this["crl.pem"]);
        OpenSsl("crl", "-in", this["crl.pem"], "-outform", "DER", "-out", this["crl.der"]);
        return File.ReadAllBytes(this["crl.der"]);
    }

    /// <summary>Answers an OCSP request.</summary>
    public byte[] Ocsp(string issuer, string signer, byte[] request)
    {
        File.WriteAllBytes(this["ocsp.request"], request);
        OpenSsl(
            "ocsp", "-index", this[issuer + ".index"], "-CA", this[issuer + ".pem"], "-rsigner", this[signer + ".pem"], "-rkey", this[signer + ".key"],
            "-ndays", "1", "-reqin", this["ocsp.request"], "-respout", this["ocsp.response"]);
        return File.ReadAllBytes(this["ocsp.response"]);
    }

    public ProgramResult OpenSsl(params string[] arguments) => Programs.Run("openssl", arguments).Succeeded();

    public void Dispose() => _folder.Dispose();
}
