using System;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using Xunit;

namespace SslTools.Engine.Tests.Acme.Requests;

/// <summary>-Preflight: what would fail at the CA is found before anything is spent there.</summary>
public class PreflightTests
{
    [Fact]
    public async Task What_is_in_order_is_ordered()
    {
        await using var fixture = await StartAsync(new Names());

        var certificate = await fixture.RequestAsync(fixture.Options("www.example.com", "example.com") with { Preflight = true });

        Assert.Equal(2, certificate.DnsNames.Count);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_costs_no_order()
    {
        await using var fixture = await StartAsync(new Names(), request => Encoding.ASCII.GetBytes("another server's page"));

        var error = await fixture.FailAsync(fixture.Options("www.example.com") with { Preflight = true });

        Assert.Equal("PreflightFailed", error.ErrorId);
        Assert.Contains("http://www.example.com/.well-known/acme-challenge/", error.Message);
        Assert.Empty(fixture.Server.Orders);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var dns = new Names();
        dns.Unknown.Add("gone.example.com");
        dns.Unknown.Add("lost.example.com");
        await using var fixture = await StartAsync(dns);

        var error = await fixture.FailAsync(fixture.Options("www.example.com", "gone.example.com", "lost.example.com") with { Preflight = true });

        Assert.Contains("'gone.example.com' has no address", error.Message);
        Assert.Contains("'lost.example.com' has no address", error.Message);
        Assert.DoesNotContain("'www.example.com'", error.Message);
        Assert.Empty(fixture.Server.Orders);
    }

    [Fact]
    public async Task Without_Preflight_nothing_of_it_is_asked()
    {
        var dns = new Names();
        dns.Unknown.Add("www.example.com");
        await using var fixture = await StartAsync(dns);

        await fixture.RequestAsync(fixture.Options("www.example.com"));

        Assert.Empty(dns.Asked);
    }

    private static async Task<RequestFixture> StartAsync(Names dns, Func<WebRequestSpec, byte[]>? answer = null)
    {
        var fixture = await RequestFixture.StartAsync();
        var engine = (RequestFixture.Proxy)(object)fixture.Engine;
        engine.Dns = dns;
        engine.Web = new Port80(fixture.HttpPort, answer);
        return fixture;
    }

    /// <summary>The internet: port 80 of every name leads to the listener.</summary>
    private sealed class Port80(int port, Func<WebRequestSpec, byte[]>? answer) : IWebFetcher
    {
        private readonly IWebFetcher _real = new EngineServices().Web;

        public Task<byte[]> FetchAsync(WebRequestSpec request, CancellationToken cancellationToken) => answer is not null
            ? Task.FromResult(answer(request))
            : _real.FetchAsync(request with { Address = new UriBuilder(request.Address) { Host = "127.0.0.1", Port = port }.Uri }, cancellationToken);
    }

    private sealed class Names : IDnsQuery
    {
        public List<string> Asked { get; } = [];

        public HashSet<string> Unknown { get; } = [];

        public Task<string> FollowAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name);

        public Task<IReadOnlyList<string>> FindLaggingServersAsync(DnsTxtRecord record, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> GetTextsAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken)
        {
            Asked.Add(name);
            return Task.FromResult<IReadOnlyList<IPAddress>>(Unknown.Contains(name) ? [] : [IPAddress.Loopback]);
        }

        public Task<IReadOnlyList<CaaRecord>> FindCaaAsync(string name, CancellationToken cancellationToken)
        {
            Asked.Add(name);
            return Task.FromResult<IReadOnlyList<CaaRecord>>([]);
        }
    }
}
