using System.IO;
using System.IO.Compression;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.CustomCertificates;

/// <summary>From a request to a page that curl fetches, with a CA that OpenSSL runs.</summary>
public sealed class RequestToSiteTests
{
    [Theory]
    [InlineData("P256")]
    [InlineData("RSA2048")]
    public void A_certificate_goes_from_request_to_import_to_nginx_and_clients_with_either_root_trust_it(string algorithm)
    {
        using var ca = new OpenSslCa();
        using var session = new ModuleSession();
        using var server = new NginxFixture();
        server.AddSite("shop.example.com");
        server.Start();
        var request = Path.Combine(session.Folder, "shop.csr");
        session.Succeed($"New-SslCertificateRequest shop.example.com, www.shop.example.com -KeyAlgorithm {algorithm} -Organization 'Example Ltd' -Country DE -Path '{request}'");

        // What the CA mails: a zip file with all of it, in no order and in several formats.
        var mail = Path.Combine(session.Folder, "mail");
        Directory.CreateDirectory(mail);
        ca.Issue(request, ca["shop.crt"]);
        ca.OpenSsl("crl2pkcs7", "-nocrl", "-certfile", ca["cross.pem"], "-certfile", ca["root.pem"], "-certfile", ca["policy.pem"], "-outform", "DER", "-out", Path.Combine(mail, "a-bundle.p7b"));
        ca.OpenSsl("x509", "-in", ca["issuing.pem"], "-outform", "DER", "-out", Path.Combine(mail, "b.cer"));
        File.Copy(ca["shop.crt"], Path.Combine(mail, "c-your-certificate.txt"));
        File.Copy(ca["old-root.pem"], Path.Combine(mail, "d.crt"));
        File.WriteAllText(Path.Combine(mail, "readme.txt"), "Thank you for your order.");
        var zip = Path.Combine(session.Folder, "mail.zip");
        ZipFile.CreateFromDirectory(mail, zip);

        var binding = Assert.Single(session.Succeed($"Import-CustomSslCertificate '{zip}' | Set-SslBinding -HostName shop.example.com {server.Parameters} -PassThru"));
        Assert.Equal("shop.example.com", binding.Properties["CertificateName"].Value);
        foreach (var root in new[] { "root.pem", "old-root.pem" })
        {
            var page = Programs.Run(
                Programs.Require("curl", "curl"), "-sS", "--cacert", ca[root], "--resolve", $"shop.example.com:{server.HttpsPort}:127.0.0.1", $"https://shop.example.com:{server.HttpsPort}/");
            Assert.Equal("shop.example.com", page.Succeeded().Output);
        }

        Assert.Empty(session.Succeed("Get-SslCertificateRequest"));
        // The platform's object of what was imported can be bound too; one that was not is told how.
        session.Succeed($"(Get-SslCertificate shop.example.com).Certificate | Set-SslBinding -HostName shop.example.com {server.Parameters}");
        var error = session.Fail(
            $"(New-SelfSignedSslCertificate shop.example.com -Ephemeral).Certificate | Set-SslBinding -HostName shop.example.com {server.Parameters}", "CertificateNotImported");
        Assert.Contains("Import-CustomSslCertificate", error.ErrorDetails.RecommendedAction);
    }
}
