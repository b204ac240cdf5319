using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;
using SslTools.Engine.Network.Endpoints;
using SslTools.Ports;
using Xunit;
using CertificateRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace SslTools.Engine.Tests.Endpoints;

/// <summary>Servers that mean harm: nothing is thrown, nothing is read without end, nobody waits longer than was said.</summary>
public sealed class HostileEndpointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly EndpointProbe _probe = new();

    public static TheoryData<string, byte[]> Nonsense
    {
        get
        {
            var random = new byte[4096];
            new Random(7).NextBytes(random);
            return new TheoryData<string, byte[]>
            {
                { "zeros", new byte[4096] },
                { "noise", random },
                { "text", Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n") },
                { "empty records", [22, 3, 3, 0, 0] },
                { "empty alerts", [21, 3, 3, 0, 0] },
                { "warnings", [21, 3, 3, 0, 2, 1, 90] },
                { "a message without end", [22, 3, 3, 64, 0, 2, 255, 255, 255, .. new byte[16380]] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_without_end_ends_the_handshake(string name, byte[] bytes)
    {
        Assert.NotEmpty(name);
        using var server = OneAnswerServer.Endless(bytes);
        var answer = await _probe.HandshakeAsync(server.Endpoint, Patience, TestContext.Current.CancellationToken);
        Assert.Equal(TlsFailure.NoTls, answer.Failure);
        Assert.NotNull(answer.Error);
        Assert.Empty(answer.Certificates);
        Assert.Null(await _probe.OfferAsync(server.Endpoint, SslTlsVersion.Tls10, false, Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_drips_is_given_up()
    {
        using var server = OneAnswerServer.Endless([22], TimeSpan.FromMilliseconds(50));
        var watch = Stopwatch.StartNew();
        var answer = await _probe.HandshakeAsync(server.Endpoint, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(TlsFailure.TimedOut, answer.Failure);
        Assert.Equal("no answer within 1 seconds", answer.Error);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Headers_without_end_are_not_read()
    {
        using var server = OneAnswerServer.Endless(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nA: b\r\n"));
        Assert.Null(await _probe.AskHttpAsync(server.Endpoint, "shop.example", false, Patience, TestContext.Current.CancellationToken));
        using var blank = OneAnswerServer.Endless([.. Enumerable.Repeat((byte)'\n', 1000)]);
        Assert.Null(await _probe.AskHttpAsync(blank.Endpoint, "shop.example", false, Patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(30, TlsFailure.None)]
    [InlineData(40, TlsFailure.NoTls)]
    [InlineData(400, TlsFailure.NoTls)]
    public async Task A_huge_chain_is_refused(int length, TlsFailure failure)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        foreach (var version in new[] { ProtocolVersion.TLSv12, ProtocolVersion.TLSv13 })
        {
            using var server = new OneAnswerServer((stream, _) => Task.Run(() => new TlsServerProtocol(stream).Accept(new ForgingServer(certificate, key, version, length))));
            Assert.Equal(failure, (await _probe.HandshakeAsync(server.Endpoint, Patience, TestContext.Current.CancellationToken)).Failure);
        }
    }

    [Fact]
    public async Task Who_is_not_there_is_an_answer()
    {
        var closed = new BindingEndpoint(new IPEndPoint(IPAddress.Loopback, SslTools.Testing.FreePort.Next()), null, false);
        Assert.Equal(TlsFailure.NotConnected, (await _probe.HandshakeAsync(closed, Patience, TestContext.Current.CancellationToken)).Failure);
        Assert.Null(await _probe.AskHttpAsync(closed, "shop.example", false, Patience, TestContext.Current.CancellationToken));
        Assert.NotNull((await _probe.ResolveAsync("nobody.invalid", Patience, TestContext.Current.CancellationToken)).Error);
        Assert.Contains(IPAddress.Loopback, (await _probe.ResolveAsync("localhost", Patience, TestContext.Current.CancellationToken)).Addresses);
    }

    [Fact]
    public async Task Ctrl_C_ends_at_once()
    {
        using var server = OneAnswerServer.Endless([22], TimeSpan.FromMilliseconds(50));
        using var stop = new System.Threading.CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _probe.HandshakeAsync(server.Endpoint, Patience, stop.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
