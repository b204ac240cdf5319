using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SslTools.Engine.Cryptography;
using Xunit;

namespace SslTools.Tests.Model;

public class AcmeCertIdTests
{
    // RFC 9773 section 4.1.
    [Fact]
    public void The_example_of_the_rfc()
    {
        var certificate = Describe([0x00, 0x87, 0x65, 0x43, 0x21], Convert.FromHexString("69885B6B87464041E1B37B847BA0AE2CDE01C8D4"));

        Assert.Equal("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE", AcmeCertId.Of(certificate));
    }

    [Fact]
    public void A_small_serial_number_has_no_leading_zero() =>
        Assert.Equal("AQI.Aw", AcmeCertId.Of(Describe([0x03], [1, 2])));

    [Fact]
    public void A_certificate_that_names_no_issuer_key_has_no_name() => Assert.Null(AcmeCertId.Of(Describe([0x03], null)));

    [Theory]
    [InlineData("")]
    [InlineData("Zg")]
    [InlineData("-_8")]
    public void Base64url_there_and_back(string text) => Assert.Equal(text, Base64Url.Encode(Base64Url.Decode(text)));

    [Theory]
    [InlineData("Zg==")]
    [InlineData("+/8")]
    [InlineData("Z g")]
    [InlineData("Zm9vY")]
    public void Base64url_is_read_strictly(string text) => Assert.Throws<FormatException>(() => Base64Url.Decode(text));

    // The platform writes what the reader reads: the bytes of the DER integer.
    private static CertificateDescription Describe(byte[] serial, byte[]? issuerKey)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256);
        if (issuerKey is not null) request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuerKey));
        using var certificate = request.Create(
            new X500DistinguishedName("CN=ca"), X509SignatureGenerator.CreateForECDsa(key), TestCa.NotBefore, TestCa.NotBefore.AddDays(9), serial);
        return new CertificateReader().Describe(certificate.RawData);
    }
}
