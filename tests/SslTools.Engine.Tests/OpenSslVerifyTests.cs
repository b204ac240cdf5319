using System;
using System.Globalization;
using System.IO;
using System.Linq;
using SslTools.Engine.Cryptography.Validation;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests;

/// <summary>The validator and <c>openssl verify -x509_strict</c> come to the same answer.</summary>
public sealed class OpenSslVerifyTests : IDisposable
{
    private readonly OpenSslCa _ca = new();

    public void Dispose() => _ca.Dispose();

    [Theory]
    [InlineData("good", "", "", "", true)]
    [InlineData("host", "", "", "other.example", false)]
    [InlineData("wildcard", "", "subjectAltName=DNS:*.shop.example", "a.shop.example", true)]
    [InlineData("wildcard, two labels", "", "subjectAltName=DNS:*.shop.example", "b.a.shop.example", false)]
    [InlineData("purpose", "", "extendedKeyUsage=clientAuth", "", false)]
    [InlineData("purpose of the CA", "extendedKeyUsage=clientAuth", "", "", false)]
    [InlineData("both purposes of the CA", "extendedKeyUsage=clientAuth,serverAuth", "", "", true)]
    [InlineData("no CA", "basicConstraints=critical,CA:FALSE", "", "", false)]
    [InlineData("CA not critical", "basicConstraints=CA:TRUE", "", "", false)]
    [InlineData("CA that may not sign", "keyUsage=critical,cRLSign", "", "", false)]
    [InlineData("path length", "basicConstraints=critical,CA:TRUE,pathlen:0", "", "", true)]
    [InlineData("CA without key identifier", "subjectKeyIdentifier=none", "authorityKeyIdentifier=none", "", false)]
    [InlineData("leaf without authority key", "", "authorityKeyIdentifier=none", "", false)]
    [InlineData("leaf that signs", "", "keyUsage=critical,digitalSignature,keyCertSign", "", false)]
    [InlineData("leaf for signing only documents", "", "keyUsage=critical,nonRepudiation", "", false)]
    [InlineData("unknown critical", "", "1.2.3.4.5=critical,ASN1:NULL", "", false)]
    [InlineData("unknown", "", "1.2.3.4.5=ASN1:NULL", "", true)]
    [InlineData("unknown critical in the CA", "1.2.3.4.5=critical,ASN1:NULL", "", "", false)]
    [InlineData("permitted", "nameConstraints=critical,permitted;DNS:shop.example", "", "", true)]
    [InlineData("not permitted", "nameConstraints=critical,permitted;DNS:other.example", "", "", false)]
    [InlineData("excluded", "nameConstraints=critical,excluded;DNS:example", "", "", false)]
    [InlineData("excluded elsewhere", "nameConstraints=critical,excluded;DNS:hop.example", "", "", true)]
    [InlineData("permitted address", "nameConstraints=critical,permitted;IP:10.0.0.0/255.0.0.0", "subjectAltName=DNS:shop.example,IP:10.1.2.3", "", true)]
    [InlineData("address not permitted", "nameConstraints=critical,permitted;IP:10.0.0.0/255.0.0.0", "subjectAltName=DNS:shop.example,IP:11.1.2.3", "", false)]
    [InlineData("excluded subject", "nameConstraints=critical,excluded;dirName:dn\n[dn]\nCN=leaf", "", "", false)]
    public void Of_one_intermediate(string what, string ca, string leaf, string host, bool expected)
    {
        _ca.Issue("root", null, OpenSslCa.RootExtensions);
        _ca.Issue("ca", "root", With(OpenSslCa.CaExtensions, ca));
        _ca.Issue("leaf", "ca", With(OpenSslCa.LeafExtensions, leaf));
        Compare(what, ["ca"], expected, host.Length > 0 ? host : "shop.example");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(89, true)]
    [InlineData(91, false)]
    public void At_a_time(int days, bool expected)
    {
        Three();
        Compare($"after {days} days", ["ca", "ca2"], expected, at: DateTimeOffset.UtcNow.AddDays(days));
    }

    [Theory]
    [InlineData("pathlen:0", false)]
    [InlineData("pathlen:1", true)]
    public void Of_a_path_length(string limit, bool expected)
    {
        Three($"basicConstraints=critical,CA:TRUE,{limit}");
        Compare(limit, ["ca", "ca2"], expected);
    }

    [Fact]
    public void Of_missing_disordered_and_superfluous_certificates()
    {
        Three();
        _ca.Issue("stranger", null, OpenSslCa.RootExtensions);
        Compare("missing", ["ca"], false);
        Compare("disordered, with a stranger", ["stranger", "ca2", "ca"], true);
    }

    [Fact]
    public void Of_an_impostor_and_a_cross_sign()
    {
        Three();
        _ca.Issue("other", null, OpenSslCa.RootExtensions);
        _ca.Issue("cross", "other", OpenSslCa.CaExtensions, "ca");

        // OpenSSL takes the first and does not go back.
        Compare("both signs of the CA, the wrong one first", ["cross", "ca", "ca2"], true, openssl: false);
        Compare("both signs of the CA", ["ca", "cross", "ca2"], true);
        Compare("the sign of the other root alone", ["cross", "ca2"], false);
        File.Delete(_ca["ca.key"]);
        _ca.Issue("impostor", "root", OpenSslCa.CaExtensions, "ca");
        Compare("another key of the same name", ["impostor", "ca2"], false);
        Compare("another key of the same name besides", ["impostor", "ca", "ca2"], true);
    }

    private void Three(string ca = "")
    {
        _ca.Issue("root", null, OpenSslCa.RootExtensions, days: 1000);
        _ca.Issue("ca", "root", With(OpenSslCa.CaExtensions, ca), days: 900);
        _ca.Issue("ca2", "ca", OpenSslCa.CaExtensions, days: 800);
        _ca.Issue("leaf", "ca2", OpenSslCa.LeafExtensions);
    }

    private void Compare(string what, string[] intermediates, bool expected, string host = "shop.example", DateTimeOffset? at = null, bool? openssl = null)
    {
        var time = at ?? DateTimeOffset.UtcNow.AddMinutes(1);
        var untrusted = _ca["untrusted.pem"];
        File.WriteAllText(untrusted, string.Concat(intermediates.Select(name => File.ReadAllText(_ca[name + ".pem"]))));
        var theirs = Programs.Run(
            "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", host,
            "-attime", time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), "-CAfile", _ca["root.pem"], "-no-CApath", "-untrusted", untrusted, _ca["leaf.pem"]);
        var ours = new PathValidator().Validate(new PathRequest(_ca.Der("leaf"), [_ca.Der("root")], time)
        {
            Intermediates = intermediates.Select(_ca.Der).ToList(),
            Names = [new PeerName(PeerNameKind.Dns, host)],
            Rules = PathRules.Rfc5280,
        });
        Assert.Equal(
            (what, openssl ?? expected, expected),
            (what, theirs.ExitCode == 0, ours.IsValid));
    }

    // An extension given twice is an error for OpenSSL; "none" keeps it from adding one by itself.
    private static string With(string extensions, string more) => more.Length == 0 ? extensions
        : string.Join("\n", extensions.Split('\n').Where(line => line.Split('=')[0] != more.Split('=')[0]).Append(more));
}
