using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Engine.Network;
using SslTools.Testing.StartTls;
using Xunit;

namespace SslTools.Engine.Tests.StartTls;

/// <summary>STARTTLS with the servers that administrators have.</summary>
public sealed class RealServerTests
{
    [Theory]
    [InlineData("smtp", SslStartTls.Smtp)]
    [InlineData("imap", SslStartTls.Imap)]
    [InlineData("pop3", SslStartTls.Pop3)]
    [InlineData("ldap", SslStartTls.Ldap)]
    [InlineData("ftp", SslStartTls.Ftp)]
    [InlineData("mysql", SslStartTls.MySql)]
    [InlineData("postgres", SslStartTls.Postgres)]
    public async Task Its_certificate_is_read(string name, SslStartTls protocol)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=mail.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        using var server = new StartTlsServer(name, certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var endpoint = new BindingEndpoint(new IPEndPoint(IPAddress.Loopback, server.Port), "mail.example", false) { StartTls = protocol };
        var result = await new NetworkProbe().HandshakeAsync(endpoint, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Null(result.Error);
        Assert.Equal(certificate.RawData, Assert.Single(result.Certificates));
    }
}
