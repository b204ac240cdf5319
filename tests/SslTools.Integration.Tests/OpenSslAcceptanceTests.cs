using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests;

public class OpenSslAcceptanceTests
{
    [Theory]
    [InlineData("P256")]
    [InlineData("RSA2048")]
    [InlineData("Ed25519")]
    public void OpenSSL_verifies_a_self_signed_certificate(string algorithm)
    {
        var openssl = Programs.Require("openssl", "openssl");
        using var session = new ModuleSession();
        dynamic certificate = Assert.Single(session.Succeed($"New-SelfSignedSslCertificate localhost, 127.0.0.1 -KeyAlgorithm {algorithm} -WarningAction Ignore"));
        string path = certificate.CertificatePath;
        Programs.Run(openssl, "verify", "-CAfile", path, "-verify_hostname", "localhost", path).Succeeded();
        Programs.Run(openssl, "verify", "-CAfile", path, "-verify_ip", "127.0.0.1", path).Succeeded();
    }
}
