using System.Linq;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>http-01 and tls-alpn-01, beside a real nginx.</summary>
public sealed class HttpAndTlsProofTests
{
    [Fact]
    public void A_folder_that_nginx_serves_one_for_each_name_and_one_for_the_rest()
    {
        using var nginx = new NginxFixture();
        var root = nginx.AddFolder("shop.example");
        nginx.Start();
        using var request = new RequestSession(new PebbleOptions { HttpPort = nginx.HttpPort });

        var certificate = request.Request($"shop.example, www.shop.example -WebRoot @{{ 'shop.example' = '{root}'; '*' = '{root}' }}").Single();

        Assert.Equal(["shop.example", "www.shop.example"], certificate.DnsNames);
        Assert.Empty(RequestSession.Files(root));
    }

    [Fact]
    public void A_listener_on_another_port_than_nginx_and_the_error_where_nginx_has_it()
    {
        using var nginx = new NginxFixture();
        nginx.AddSite("shop.example");
        nginx.Start();
        using var request = new RequestSession();

        var error = request.Session.Fail(RequestSession.Command($"shop.example -Standalone -HttpPort {nginx.HttpPort}"), "ChallengePortTaken");
        Assert.Contains($"can't use port {nginx.HttpPort}", error.ToString());
        Assert.Contains("-WebRoot", error.ErrorDetails.RecommendedAction);
        Assert.Equal("shop.example", nginx.Curl("shop.example", $"http://shop.example:{nginx.HttpPort}/").Output);
        Assert.Single(request.Request("shop.example " + request.Standalone));
    }

    [Fact]
    public void A_TLS_listener_for_names()
    {
        using var request = new RequestSession();
        var certificate = request.Request($"a.example, b.example -TlsAlpn -TlsPort {request.Pebble.TlsPort}").Single();
        Assert.Equal(["a.example", "b.example"], certificate.DnsNames);
        request.Session.Fail(RequestSession.Command("*.example.com -TlsAlpn"), "NoChallengeFor");
    }

    [Theory]
    [InlineData("-Standalone -HttpPort", true)]
    [InlineData("-TlsAlpn -TlsPort", false)]
    public void An_address_of_this_machine(string way, bool http)
    {
        using var request = new RequestSession();
        var certificate = request.Request($"-IPAddress 127.0.0.1 {way} {(http ? request.Pebble.HttpPort : request.Pebble.TlsPort)}").Single();
        Assert.Equal(["127.0.0.1"], certificate.IPAddresses);
        Assert.Empty(certificate.DnsNames);
    }
}
