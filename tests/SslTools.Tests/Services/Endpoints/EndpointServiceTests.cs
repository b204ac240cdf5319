using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Endpoints;
using Xunit;

namespace SslTools.Tests.Services.Endpoints;

/// <summary>What is made of what a server does.</summary>
public sealed class EndpointServiceTests
{
    private readonly FakeEndpoint _server = new();

    [Fact]
    public async Task A_good_server_gives_no_finding()
    {
        var result = await _server.TestAsync();
        Assert.Empty(result.Findings);
        Assert.True(result.IsValid);
        Assert.Equal(_server.Leaf.Thumbprint, result.Thumbprint);
        var address = Assert.Single(result.Addresses);
        Assert.Equal(["CN=shop", "CN=intermediate"], address.Chain);
        Assert.Equal([SslTlsVersion.Tls13, SslTlsVersion.Tls12], address.Protocols);
        Assert.Equal("https://shop.example/", address.HttpRedirect);
    }

    [Fact]
    public async Task The_Boolean_takes_one_connection_to_each_address()
    {
        _server.Lookup = new NameAnswer([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")]);
        Assert.True((await _server.TestAsync(options: new EndpointOptions())).IsValid);
        Assert.Equal(["resolve shop.example", "handshake 192.0.2.1:443 (shop.example)", "handshake [2001:db8::1]:443 (shop.example)"], _server.Questions);
    }

    [Fact]
    public async Task What_a_survey_adds_is_never_an_error()
    {
        _server.OldVersions.AddRange([SslTlsVersion.Tls11, SslTlsVersion.Tls10, SslTlsVersion.Ssl30]);
        _server.WeakSuite = "TLS_RSA_WITH_RC4_128_SHA";
        _server.Https = new HttpAnswer(302, "http://shop.example/", null);
        _server.Http = new HttpAnswer(200, null, null);
        Assert.Equal(
            ["Warning OldProtocol", "Warning WeakCipher", "Warning NoHttpsRedirect", "Warning LeadsToHttp", "Warning NoHsts"], await _server.FindAsync());
    }

    [Theory]
    [InlineData("max-age=3600", "Warning HstsTooShort")]
    [InlineData("max-age=0", "Warning HstsTooShort")]
    [InlineData("includeSubDomains", "Warning NoHsts")]
    [InlineData("includeSubDomains; max-age=\"31536000\"", null)]
    public async Task Hsts_must_last(string header, string? finding)
    {
        _server.Https = new HttpAnswer(200, null, header);
        Assert.Equal(finding is null ? [] : [finding], await _server.FindAsync());
    }

    [Fact]
    public async Task The_chain_must_be_whole_and_in_order()
    {
        var other = TestCa.Issue("other", ca: true);
        _server.Serve(_server.Leaf);
        Assert.Equal(["Error ChainIncomplete"], await _server.FindAsync());
        _server.Serve(_server.Leaf, other, _server.Intermediate);
        Assert.Equal(["Error ChainOutOfOrder", "Warning ChainHasStranger"], await _server.FindAsync());
        _server.Serve(_server.Leaf, _server.Intermediate, other);
        Assert.Equal(["Warning ChainHasStranger"], await _server.FindAsync());
        _server.Serve(_server.Leaf, _server.Root, _server.Intermediate);
        Assert.Equal(["Error ChainOutOfOrder", "Information RootServed"], await _server.FindAsync());
        _server.Serve(_server.Leaf, _server.Intermediate, _server.Root);
        Assert.Equal(["Information RootServed"], await _server.FindAsync());
    }

    [Fact]
    public async Task A_root_that_is_served_is_no_anchor_by_itself()
    {
        var own = TestCa.Issue("shop");
        _server.Serve(own);
        Assert.Equal(["Error NoTrustAnchor"], await _server.FindAsync());
        Assert.Empty(await _server.FindAsync(options: new EndpointOptions { TrustAnchors = [own.RawData] }));
        _server.Serve(_server.Leaf, _server.Intermediate);
        Assert.Equal(["Error NoTrustAnchor"], await _server.FindAsync(options: new EndpointOptions { TrustAnchors = [own.RawData] }));
    }

    [Fact]
    public async Task Names_dates_and_keys_are_judged()
    {
        Assert.Equal(["Error NameNotCovered"], await _server.FindAsync("other.example"));
        Assert.Equal(["Error NameNotCovered"], await _server.FindAsync("192.0.2.1"));
        _server.Serve(TestCa.Issue("shop", _server.Intermediate, days: 5), _server.Intermediate);
        Assert.Contains("Error Expired", await _server.FindAsync());
        using var weak = RSA.Create(1024);
        _server.Serve(TestCa.Issue("shop", _server.Intermediate, key: weak), _server.Intermediate);
        Assert.Contains("Error WeakKey", await _server.FindAsync());
    }

    [Fact]
    public async Task Every_address_must_serve_the_same_and_what_is_wanted()
    {
        _server.Lookup = new NameAnswer([IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")]);
        Assert.Empty(await _server.FindAsync(thumbprint: _server.Leaf.Thumbprint.ToLowerInvariant()));
        var older = TestCa.Issue("shop", _server.Intermediate);
        _server.Own["2001:db8::1"] = _server.Tls with { Certificates = [older.RawData, _server.Intermediate.RawData] };
        Assert.Equal(["Error AddressesDiffer"], await _server.FindAsync());
        var result = await _server.TestAsync(thumbprint: _server.Leaf.Thumbprint);
        Assert.Equal(["AddressesDiffer", "OtherCertificateServed"], result.Findings.Select(finding => finding.Id));
        Assert.Contains(older.Thumbprint, result.Findings[1].Message);
    }

    [Theory]
    [InlineData(TlsFailure.NotConnected, "Error NotReachable")]
    [InlineData(TlsFailure.TimedOut, "Error TimedOut")]
    [InlineData(TlsFailure.NoTls, "Error HandshakeFailed")]
    [InlineData(TlsFailure.NoRoute, "Information AddressNotTested")]
    public async Task An_address_that_fails_does_not_hide_the_others(TlsFailure failure, string finding)
    {
        _server.Lookup = new NameAnswer([IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.1")]);
        _server.Own["2001:db8::1"] = new TlsAnswer { Failure = failure, Error = "it is so" };
        var result = await _server.TestAsync();
        Assert.Equal([finding], result.Findings.Select(f => $"{f.Severity} {f.Id}"));
        Assert.Contains("it is so", result.Findings[0].Message);
        Assert.NotNull(result.Certificate);
    }

    [Fact]
    public async Task Nothing_that_can_be_reached_is_an_error()
    {
        _server.Tls = new TlsAnswer { Failure = TlsFailure.NoRoute, Error = "no route" };
        Assert.Equal(["Error NotReachable"], await _server.FindAsync());
        _server.Lookup = new NameAnswer([], "it does not exist in the DNS");
        Assert.Equal(["Error NameNotResolved"], await _server.FindAsync());
    }

    [Fact]
    public async Task Old_clients_alone_are_an_error()
    {
        _server.Tls = _server.Tls with { Version = SslTlsVersion.Tls10 };
        _server.OldVersions.Clear();
        Assert.Equal(["Error OldProtocolOnly"], await _server.FindAsync());
        _server.Tls = _server.Tls with { Version = SslTlsVersion.Tls12 };
        Assert.Equal(["Information NoTls13"], await _server.FindAsync());
    }

    [Fact]
    public async Task A_promised_staple_must_be_there_and_good()
    {
        // TLS feature: status_request (RFC 7633).
        var mustStaple = TestCa.Issue("shop", _server.Intermediate, more: new X509Extension("1.3.6.1.5.5.7.1.24", [0x30, 3, 2, 1, 5], false));
        _server.Serve(mustStaple, _server.Intermediate);
        Assert.Equal(["Error StapleMissing"], await _server.FindAsync());
        _server.Tls = _server.Tls with { OcspResponse = [1, 2, 3] };
        Assert.Equal(["Error StapleNotUsable"], await _server.FindAsync());
        _server.Serve(_server.Leaf, _server.Intermediate);
        Assert.Equal(["Warning StapleNotUsable"], await _server.FindAsync());
    }

    [Fact]
    public async Task ConnectTo_leads_elsewhere_and_keeps_the_name()
    {
        var options = new EndpointOptions { ConnectTo = "192.0.2.9:8443", Survey = true };
        Assert.Empty(await _server.FindAsync(options: options));
        Assert.Contains("handshake 192.0.2.9:8443 (shop.example)", _server.Questions);
        Assert.Contains("http shop.example at 192.0.2.9:80", _server.Questions);
        _server.Questions.Clear();
        await _server.TestAsync("shop.example:8443", new EndpointOptions { ConnectTo = "elsewhere.example", Survey = true });
        Assert.Contains("resolve elsewhere.example", _server.Questions);
        Assert.Contains("handshake 192.0.2.1:8443 (shop.example)", _server.Questions);
        Assert.DoesNotContain(_server.Questions, question => question.StartsWith("http ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_servers_are_asked_for_no_page()
    {
        await _server.TestAsync(options: new EndpointOptions { StartTls = SslStartTls.Smtp, Survey = true });
        Assert.Contains("handshake 192.0.2.1:25 (shop.example)", _server.Questions);
        Assert.DoesNotContain(_server.Questions, question => question.StartsWith("http", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_of_servers_are_cleaned()
    {
        _server.Http = new HttpAnswer(302, "http://\u001b[2J\u202eelsewhere/" + new string('x', 5000), null);
        _server.Tls = _server.Tls with { Certificates = [[0x30, 0]], Failure = TlsFailure.None };
        var result = await _server.TestAsync();
        Assert.Equal(["MalformedCertificate", "NoHttpsRedirect"], result.Findings.Select(finding => finding.Id));
        Assert.All(result.Findings, finding => Assert.DoesNotMatch("[\\u0000-\\u001f\\u202e]", finding.Message));
        Assert.All(result.Findings, finding => Assert.InRange(finding.Message.Length, 1, 700));
    }

    [Fact]
    public async Task Every_finding_says_what_to_do()
    {
        _server.OldVersions.Add(SslTlsVersion.Tls10);
        _server.Https = new HttpAnswer(200, null, null);
        _server.Http = new HttpAnswer(200, null, null);
        _server.Serve(TestCa.Issue("shop"));
        var findings = (await _server.TestAsync("other.example")).Findings;
        Assert.True(findings.Count >= 5);
        Assert.All(findings, finding => Assert.Contains(finding.Recommendation.Contains("-SslBinding", StringComparison.Ordinal) ? "other.example" : " ", finding.Recommendation));
    }
}
