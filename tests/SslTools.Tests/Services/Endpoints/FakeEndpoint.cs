using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Endpoints;

namespace SslTools.Tests.Services.Endpoints;

/// <summary>A server that a test plays: what each of its addresses answers, and what it was asked.</summary>
internal sealed class FakeEndpoint : IEndpointProbe
{
    private readonly TestEngine _inner = new();

    public FakeEndpoint()
    {
        Root = TestCa.Issue("root", ca: true);
        Intermediate = TestCa.Issue("intermediate", Root, ca: true);
        Leaf = TestCa.Issue("shop", Intermediate);
        _inner.Roots.Add(Root.RawData);
        Lookup = new NameAnswer([IPAddress.Parse("192.0.2.1")]);
        Tls = new TlsAnswer
        {
            Certificates = [Leaf.RawData, Intermediate.RawData], Version = SslTlsVersion.Tls13, CipherSuite = "TLS_AES_128_GCM_SHA256", ApplicationProtocol = "h2",
        };
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public X509Certificate2 Leaf { get; }

    public NameAnswer Lookup { get; set; }

    /// <summary>What every address answers that has no answer of its own.</summary>
    public TlsAnswer Tls { get; set; }

    public Dictionary<string, TlsAnswer> Own { get; } = [];

    public List<SslTlsVersion> OldVersions { get; } = [SslTlsVersion.Tls12];

    public string? WeakSuite { get; set; }

    public HttpAnswer? Https { get; set; } = new(200, null, "max-age=31536000; includeSubDomains");

    public HttpAnswer? Http { get; set; } = new(301, "https://shop.example/", null);

    /// <summary>What it was asked, in words.</summary>
    public List<string> Questions { get; } = [];

    public async Task<SslEndpointResult> TestAsync(string endpoint = "shop.example", EndpointOptions? options = null, string? thumbprint = null)
    {
        var engine = EngineProxy.Create(("Endpoints", this), ("Clock", _inner.Clock), ("TrustAnchors", _inner));
        var store = engine.OpenStore(System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid().ToString("N")));
        options ??= new EndpointOptions { Survey = true };
        var target = EndpointTarget.Parse(endpoint, 0, options.StartTls) with { Thumbprint = thumbprint };
        return await new EndpointService(engine, store, options).TestAsync(target, CancellationToken.None);
    }

    /// <summary>The findings as 'Severity Id'.</summary>
    public async Task<string[]> FindAsync(string endpoint = "shop.example", EndpointOptions? options = null, string? thumbprint = null) =>
        [.. (await TestAsync(endpoint, options, thumbprint)).Findings.Select(finding => $"{finding.Severity} {finding.Id}")];

    /// <summary>Serves other certificates.</summary>
    public void Serve(params X509Certificate2[] certificates) => Tls = Tls with { Certificates = [.. certificates.Select(certificate => certificate.RawData)] };

    public Task<NameAnswer> ResolveAsync(string host, TimeSpan timeout, CancellationToken cancellationToken) => Answer($"resolve {host}", Lookup);

    public Task<TlsAnswer> HandshakeAsync(BindingEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken) =>
        Answer($"handshake {endpoint}", Own.GetValueOrDefault(endpoint.Address.Address.ToString(), Tls));

    public Task<string?> OfferAsync(BindingEndpoint endpoint, SslTlsVersion version, bool weakOnly, TimeSpan timeout, CancellationToken cancellationToken) =>
        Answer($"offer {version}{(weakOnly ? " weak" : "")}", weakOnly ? WeakSuite : OldVersions.Contains(version) ? "TLS_RSA_WITH_AES_128_CBC_SHA" : null);

    public Task<HttpAnswer?> AskHttpAsync(BindingEndpoint endpoint, string host, bool secure, TimeSpan timeout, CancellationToken cancellationToken) =>
        Answer($"{(secure ? "https" : "http")} {host} at {endpoint.Address}", secure ? Https : Http);

    private Task<T> Answer<T>(string question, T answer)
    {
        lock (Questions) Questions.Add(question);
        return Task.FromResult(answer);
    }
}
