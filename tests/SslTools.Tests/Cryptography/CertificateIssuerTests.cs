using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using SslTools.Engine.Cryptography;
using Xunit;

namespace SslTools.Tests.Cryptography;

public class CertificateIssuerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CertificateIssuer _issuer = new();
    private readonly CertificateReader _reader = new();

    public static TheoryData<SslKeyAlgorithm, string, string> Algorithms => new()
    {
        { SslKeyAlgorithm.P256, "1.2.840.10045.4.3.2", "DigitalSignature" },
        { SslKeyAlgorithm.P384, "1.2.840.10045.4.3.3", "DigitalSignature" },
        { SslKeyAlgorithm.P521, "1.2.840.10045.4.3.4", "DigitalSignature" },
        { SslKeyAlgorithm.RSA2048, "1.2.840.113549.1.1.11", "KeyEncipherment, DigitalSignature" },
        { SslKeyAlgorithm.RSA3072, "1.2.840.113549.1.1.11", "KeyEncipherment, DigitalSignature" },
        { SslKeyAlgorithm.RSA4096, "1.2.840.113549.1.1.13", "KeyEncipherment, DigitalSignature" },
        { SslKeyAlgorithm.Ed25519, "1.3.101.112", "DigitalSignature" },
    };

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Signature_and_key_usage_follow_the_key(SslKeyAlgorithm algorithm, string signature, string usage)
    {
        var bundle = _issuer.IssueSelfSigned(Template("shop.example") with { KeyAlgorithm = algorithm });
        using var certificate = X509CertificateLoader.LoadCertificate(bundle.Leaf);
        Assert.Equal(signature, certificate.SignatureAlgorithm.Value);
        Assert.Equal(usage, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages.ToString());
        Assert.Equal(algorithm.ToString(), _reader.Describe(bundle.Leaf).KeyAlgorithm);
        Assert.True(_reader.KeyMatches(bundle.Leaf, bundle.PrivateKey!));
        Assert.True(_reader.IsIssuedBy(bundle.Leaf, bundle.Leaf));
    }

    [Fact]
    public void A_server_certificate_says_what_RFC_5280_asks_for()
    {
        var bundle = _issuer.IssueSelfSigned(Template("shop.example", "*.shop.example", "10.0.0.1", "::1"));
        using var certificate = X509CertificateLoader.LoadCertificate(bundle.Leaf);
        Assert.Equal("CN=shop.example", certificate.Subject);
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints.Critical);
        Assert.False(constraints.CertificateAuthority);
        Assert.Equal("1.3.6.1.5.5.7.3.1", certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Single().Value);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.False(names.Critical);
        Assert.Equal(["shop.example", "*.shop.example"], names.EnumerateDnsNames());
        Assert.Equal(["10.0.0.1", "::1"], names.EnumerateIPAddresses().Select(a => a.ToString()));
        var own = certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifier;
        var issuer = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value;
        Assert.Equal(own, Convert.ToHexString(issuer.Span));
        Assert.Equal(Start.UtcDateTime, certificate.NotBefore.ToUniversalTime());
    }

    [Fact]
    public void Serial_numbers_are_random_and_positive()
    {
        var serials = Enumerable.Range(0, 50).Select(_ => X509CertificateLoader.LoadCertificate(_issuer.IssueSelfSigned(Template("a.example")).Leaf).SerialNumberBytes.ToArray()).ToList();
        Assert.Equal(50, serials.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(serials, serial => Assert.True(serial[0] < 0x80 && serial.Length is > 12 and <= 17));
    }

    [Fact]
    public void An_address_never_goes_into_the_common_name()
    {
        var bundle = _issuer.IssueSelfSigned(Template("10.0.0.1"));
        var description = _reader.Describe(bundle.Leaf);
        Assert.Equal("O=Self-signed certificate", description.Subject);
        Assert.Equal(["10.0.0.1"], description.IPAddresses);
    }

    [Fact]
    public void A_name_that_does_not_fit_leaves_the_subject_empty_and_the_names_critical()
    {
        var authority = Authority(new AuthorityTemplate { Subject = "CN=Root", NotBefore = Start, NotAfter = Start.AddDays(10) });
        var name = string.Join('.', Enumerable.Repeat("aaaaaaaaaa", 8)) + ".example";
        var bundle = _issuer.IssueFrom(Template(name), authority);
        using var certificate = X509CertificateLoader.LoadCertificate(bundle.Leaf);
        Assert.Equal("", certificate.Subject);
        Assert.True(certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().Critical);
        Assert.True(_reader.IsIssuedBy(bundle.Leaf, authority.Leaf));
    }

    [Fact]
    public void Path_lengths_allow_exactly_the_intermediate()
    {
        var material = _issuer.CreateAuthority(new AuthorityTemplate { Subject = "CN=Root, O=Example", NotBefore = Start, NotAfter = Start.AddDays(10) });
        Assert.Equal(1, PathLength(material.Root));
        Assert.Equal(0, PathLength(material.Intermediate!));
        Assert.Equal("CN=Root Intermediate, O=Example", _reader.Describe(material.Intermediate!).Subject);
        Assert.True(_reader.IsIssuedBy(material.Intermediate!, material.Root));
        var alone = _issuer.CreateAuthority(new AuthorityTemplate { Subject = "CN=Root", NotBefore = Start, NotAfter = Start.AddDays(10), Intermediate = false });
        Assert.Equal(0, PathLength(alone.Root));
        Assert.Null(alone.Intermediate);
    }

    [Theory]
    [InlineData("not a name")]
    [InlineData("")]
    [InlineData("CN=a,=b")]
    [InlineData("C=Germany")]
    public void What_is_no_distinguished_name_is_refused(string subject) =>
        Assert.Equal("InvalidSubject", Assert.Throws<SslToolsException>(() => _issuer.IssueSelfSigned(Template("a.example") with { Subject = subject })).ErrorId);

    [Theory]
    [InlineData("CN=shop.example, O=Example\\, Ltd, C=DE", "CN=shop.example, O=Example\\, Ltd, C=DE")]
    [InlineData("CN=shop.example,O=Ünïcode", "CN=shop.example, O=Ünïcode")]
    public void A_subject_is_shown_as_it_was_given(string subject, string shown) =>
        Assert.Equal(shown, _reader.Describe(_issuer.IssueSelfSigned(Template("a.example") with { Subject = subject }).Leaf).Subject);

    private static int? PathLength(byte[] der) =>
        X509CertificateLoader.LoadCertificate(der).Extensions.OfType<X509BasicConstraintsExtension>().Single().PathLengthConstraint;

    private static CertificateTemplate Template(params string[] names) =>
        new() { Names = SubjectNames.Parse(names), NotBefore = Start, NotAfter = Start.AddDays(90) };

    private CertificateBundle Authority(AuthorityTemplate template)
    {
        var material = _issuer.CreateAuthority(template);
        return new CertificateBundle(material.Intermediate!, null, material.IntermediateKey);
    }
}
