using System.IO;
using SslTools.Engine.Cryptography;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests;

/// <summary>OpenSSL reads the requests and finds their signature good.</summary>
public class CertificationRequestTests
{
    [Theory]
    [InlineData(SslKeyAlgorithm.P256)]
    [InlineData(SslKeyAlgorithm.P521)]
    [InlineData(SslKeyAlgorithm.RSA2048)]
    [InlineData(SslKeyAlgorithm.Ed25519)]
    public void A_request_is_signed_and_asks_for_its_names(SslKeyAlgorithm algorithm)
    {
        var openssl = Programs.Require("openssl", "openssl");
        using var folder = new TempFolder();
        var issuer = new CertificateIssuer();
        var template = new RequestTemplate { Names = SubjectNames.Parse(["shop.example.com", "*.example.com", "10.1.2.3"]), MustStaple = true };
        var request = Path.Combine(folder.Path, "request.der");
        File.WriteAllBytes(request, issuer.CreateRequest(template, issuer.GenerateKey(algorithm)));

        var output = Programs.Run(openssl, "req", "-inform", "DER", "-in", request, "-noout", "-verify", "-text");

        Assert.Contains("verify OK", output.Output + output.Error);
        Assert.Contains("DNS:shop.example.com, DNS:*.example.com, IP Address:10.1.2.3", output.Output + output.Error);
        Assert.Contains("status_request", output.Output + output.Error);
        Assert.DoesNotContain("Extended Key Usage", output.Output);
    }
}
