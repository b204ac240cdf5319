using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.Acme.Challenges;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Acme;

/// <summary>The listeners, asked as a CA asks them.</summary>
public class ChallengeListenerTests
{
    private static readonly Uri Account = new("https://ca.example/acct/1");

    [Fact]
    public async Task The_http_listener_answers_while_something_is_presented_and_is_gone_afterwards()
    {
        var port = FreePort.Next();
        using var solver = new StandaloneSolver(IPAddress.Loopback, port);
        var answer = Answer(AcmeChallenge.Http01, "www.example.com", "tok-1");
        await solver.PresentAsync([answer], CancellationToken.None);

        var found = await HttpAsync(port, "GET /.well-known/acme-challenge/tok-1 HTTP/1.1\r\nHost: www.example.com\r\n\r\n");
        var other = await HttpAsync(port, "GET /.well-known/acme-challenge/tok-2 HTTP/1.1\r\nHost: www.example.com\r\n\r\n");
        var post = await HttpAsync(port, "POST /.well-known/acme-challenge/tok-1 HTTP/1.1\r\nHost: x\r\n\r\n");
        var root = await HttpAsync(port, "GET /.well-known/acme-challenge/ HTTP/1.1\r\nHost: x\r\n\r\n");
        await solver.CleanUpAsync([answer], CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 200 OK", found);
        Assert.EndsWith("\r\n\r\ntok-1.thumb", found);
        Assert.All(new string[] { other, post, root }, (string text) => Assert.StartsWith("HTTP/1.1 404", text));
        await Assert.ThrowsAnyAsync<SocketException>(() => HttpAsync(port, "GET / HTTP/1.1\r\n\r\n"));
    }

    [Fact]
    public async Task Two_orders_share_the_listener()
    {
        var port = FreePort.Next();
        using var solver = new StandaloneSolver(IPAddress.Loopback, port);
        var first = Answer(AcmeChallenge.Http01, "a.example.com", "a");
        var second = Answer(AcmeChallenge.Http01, "b.example.com", "b");
        await solver.PresentAsync([first], CancellationToken.None);
        await solver.PresentAsync([second], CancellationToken.None);
        await solver.CleanUpAsync([first], CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 200", await HttpAsync(port, "GET /.well-known/acme-challenge/b HTTP/1.1\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 404", await HttpAsync(port, "GET /.well-known/acme-challenge/a HTTP/1.1\r\n\r\n"));
        await solver.CleanUpAsync([second], CancellationToken.None);
    }

    [Fact]
    public async Task A_huge_request_gets_no_answer_but_the_next_one_does()
    {
        var port = FreePort.Next();
        using var solver = new StandaloneSolver(IPAddress.Loopback, port);
        await solver.PresentAsync([Answer(AcmeChallenge.Http01, "www.example.com", "tok")], CancellationToken.None);

        try
        {
            Assert.StartsWith("HTTP/1.1 404", await HttpAsync(port, "GET /" + new string('a', 20_000) + " HTTP/1.1\r\n\r\n"));
        }
        catch (IOException)
        {
            // Closed before all of it was read: as good.
        }

        Assert.StartsWith("HTTP/1.1 200", await HttpAsync(port, "GET /.well-known/acme-challenge/tok HTTP/1.1\r\n\r\n"));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_explained_error()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var solver = new StandaloneSolver(IPAddress.Loopback, port);

        var error = await Assert.ThrowsAsync<SslToolsException>(
            () => solver.PresentAsync([Answer(AcmeChallenge.Http01, "www.example.com", "tok")], CancellationToken.None));

        Assert.Equal("ChallengePortTaken", error.ErrorId);
        Assert.Contains(port.ToString(), error.Message);
        Assert.Contains("-WebRoot", error.RecommendedAction);
    }

    [Theory]
    [InlineData("www.example.com", "www.example.com", SslProtocols.Tls12)]
    [InlineData("www.example.com", "www.example.com", SslProtocols.Tls13)]
    [InlineData("192.0.2.10", "10.2.0.192.in-addr.arpa", SslProtocols.Tls13)]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", SslProtocols.Tls12)]
    public async Task The_tls_listener_shows_the_digest_in_a_critical_extension(string identifier, string serverName, SslProtocols protocol)
    {
        var port = FreePort.Next();
        using var solver = new TlsAlpnSolver(IPAddress.Loopback, port);
        await solver.PresentAsync([Answer(AcmeChallenge.TlsAlpn01, "other.example.com", "no"), Answer(AcmeChallenge.TlsAlpn01, identifier, "tok")], CancellationToken.None);

        using var served = await TlsAsync(port, serverName, protocol, "acme-tls/1");

        var extension = served!.Extensions.Single(e => e.Oid!.Value == "1.3.6.1.5.5.7.1.31");
        Assert.True(extension.Critical);
        Assert.Equal([4, 32, .. SHA256.HashData(Encoding.ASCII.GetBytes("tok.thumb"))], extension.RawData);
        var names = served.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(identifier, names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(a => a.ToString())).Single());
    }

    [Theory]
    [InlineData("unknown.example.com", "acme-tls/1")]
    [InlineData("www.example.com", "http/1.1")]
    [InlineData("www.example.com", null)]
    public async Task The_tls_listener_shows_nothing_to_others(string serverName, string? protocol)
    {
        var port = FreePort.Next();
        using var solver = new TlsAlpnSolver(IPAddress.Loopback, port);
        await solver.PresentAsync([Answer(AcmeChallenge.TlsAlpn01, "www.example.com", "tok")], CancellationToken.None);

        await Assert.ThrowsAnyAsync<Exception>(() => TlsAsync(port, serverName, SslProtocols.Tls13, protocol));
    }

    internal static ChallengeAnswer Answer(string type, string name, string token) =>
        new(type, SubjectNames.Parse([name]).DnsNames.Count == 0 ? new AcmeIdentifier(AcmeIdentifier.IP, name) : AcmeIdentifier.ForName(name), token, token + ".thumb", Account);

    private static async Task<string> HttpAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }

    private static async Task<X509Certificate2?> TlsAsync(int port, string serverName, SslProtocols version, string? protocol)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            EnabledSslProtocols = version,
            ApplicationProtocols = protocol is null ? null : new List<SslApplicationProtocol> { new(protocol) },
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        Assert.Equal(protocol, stream.NegotiatedApplicationProtocol.ToString());
        return new X509Certificate2(stream.RemoteCertificate!);
    }
}
