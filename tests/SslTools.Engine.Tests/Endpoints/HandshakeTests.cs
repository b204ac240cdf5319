using System;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;
using SslTools.Engine.Network.Endpoints;
using SslTools.Ports;
using Xunit;
using X509Request = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace SslTools.Engine.Tests.Endpoints;

/// <summary>Handshakes with the platform's TLS, for each kind of key and version.</summary>
public sealed class HandshakeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly EndpointProbe _probe = new();

    [Theory]
    [InlineData("RSA", SslProtocols.Tls13, SslTlsVersion.Tls13)]
    [InlineData("RSA", SslProtocols.Tls12, SslTlsVersion.Tls12)]
    [InlineData("nistP256", SslProtocols.Tls13, SslTlsVersion.Tls13)]
    [InlineData("nistP256", SslProtocols.Tls12, SslTlsVersion.Tls12)]
    [InlineData("nistP384", SslProtocols.Tls13, SslTlsVersion.Tls13)]
    [InlineData("nistP384", SslProtocols.Tls12, SslTlsVersion.Tls12)]
    [InlineData("nistP521", SslProtocols.Tls13, SslTlsVersion.Tls13)]
    public async Task What_was_negotiated_is_told(string kind, SslProtocols protocols, SslTlsVersion version)
    {
        using var certificate = Issue(kind);
        using var server = Serve(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate, EnabledSslProtocols = protocols, ApplicationProtocols = [SslApplicationProtocol.Http11],
        });
        var answer = await _probe.HandshakeAsync(server.Endpoint, Patience, TestContext.Current.CancellationToken);
        Assert.Null(answer.Error);
        Assert.Equal(version, answer.Version);
        Assert.Equal("http/1.1", answer.ApplicationProtocol);
        Assert.StartsWith("TLS_", answer.CipherSuite);
        Assert.Equal(certificate.RawData, Assert.Single(answer.Certificates));
    }

    [Fact]
    public async Task A_server_that_knows_none_of_the_protocols_is_asked_without()
    {
        using var certificate = Issue("nistP256");
        using var server = Serve(new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [new SslApplicationProtocol("imap")] });
        var answer = await _probe.HandshakeAsync(server.Endpoint, Patience, TestContext.Current.CancellationToken);
        Assert.Null(answer.Error);
        Assert.Null(answer.ApplicationProtocol);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task A_server_that_does_not_hold_the_key_is_refused(bool tls13, bool holds)
    {
        using var key = RSA.Create(2048);
        using var certificate = Issue("RSA", key);
        using var other = RSA.Create(2048);
        var version = tls13 ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12;
        using var server = new OneAnswerServer((stream, _) => Task.Run(() => new TlsServerProtocol(stream).Accept(new ForgingServer(certificate, holds ? key : other, version))));
        var answer = await _probe.HandshakeAsync(server.Endpoint, Patience, TestContext.Current.CancellationToken);
        Assert.Equal(holds ? TlsFailure.None : TlsFailure.NoTls, answer.Failure);
        if (!holds) Assert.Contains("decrypt_error", answer.Error);
    }

    [Fact]
    public async Task Only_offers_that_are_accepted_count()
    {
        using var certificate = Issue("RSA");
        using var server = Serve(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 });
        Assert.StartsWith("TLS_ECDHE_RSA_", await _probe.OfferAsync(server.Endpoint, SslTlsVersion.Tls12, false, Patience, TestContext.Current.CancellationToken));
        Assert.Null(await _probe.OfferAsync(server.Endpoint, SslTlsVersion.Tls12, true, Patience, TestContext.Current.CancellationToken));
        Assert.Null(await _probe.OfferAsync(server.Endpoint, SslTlsVersion.Tls10, false, Patience, TestContext.Current.CancellationToken));
        Assert.Null(await _probe.OfferAsync(server.Endpoint, SslTlsVersion.Ssl30, false, Patience, TestContext.Current.CancellationToken));
    }

    private static OneAnswerServer Serve(SslServerAuthenticationOptions options) => new(async (stream, cancellationToken) =>
    {
        using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(options, cancellationToken);
        _ = await tls.ReadAtLeastAsync(new byte[1], 1, false, cancellationToken);
    });

    private static X509Certificate2 Issue(string kind, RSA? key = null)
    {
        using var made = kind == "RSA" && key is null ? RSA.Create(2048) : null;
        var rsa = key ?? made;
        using var ec = rsa is null ? ECDsa.Create(ECCurve.CreateFromFriendlyName(kind)) : null;
        var request = rsa is null
            ? new X509Request("CN=shop.example", ec!, HashAlgorithmName.SHA256)
            : new X509Request("CN=shop.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var bare = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }
}
