using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using SslTools.Services.Health;
using SslTools.Testing;
using Xunit;

namespace SslTools.Engine.Tests;

/// <summary>Revocation by answers of OpenSSL's OCSP responder and by its CRLs, over a web server on the loopback interface.</summary>
public sealed class RevocationTests : IDisposable
{
    private readonly OpenSslCa _ca = new();
    private readonly TempFolder _store = new();
    private readonly AnswerServer _server = new();

    public RevocationTests()
    {
        _ca.Issue("root", null, OpenSslCa.RootExtensions);
        _ca.Issue("signer", "root", "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=OCSPSigning\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid");
        var ocsp = $"\nauthorityInfoAccess=OCSP;URI:{_server.Address}ocsp";
        var crl = $"\ncrlDistributionPoints=URI:{_server.Address}root.crl";
        foreach (var state in new[] { "good", "bad" })
        {
            _ca.Issue(state + "-ocsp", "root", OpenSslCa.LeafExtensions + ocsp);
            _ca.Issue(state + "-crl", "root", OpenSslCa.LeafExtensions + crl);
            _ca.Issue(state + "-both", "root", OpenSslCa.LeafExtensions + ocsp + crl);
        }

        _ca.Issue("neither", "root", OpenSslCa.LeafExtensions);
        _ca.Index("root", ["good-ocsp", "good-crl", "good-both"], ["bad-ocsp", "bad-crl", "bad-both"]);
        _server.Files["/root.crl"] = _ca.Crl("root");
    }

    public void Dispose()
    {
        _server.Dispose();
        _store.Dispose();
        _ca.Dispose();
    }

    [Theory]
    [InlineData("signer")]
    [InlineData("root")]
    public async Task A_responder_is_asked_and_its_answer_kept(string signer)
    {
        StartResponder(signer);
        Assert.Equal("", await Test("good-ocsp", SslRevocationMode.Hard));
        Assert.Equal("Revoked Error", await Test("bad-ocsp", SslRevocationMode.Soft));
        StopResponder();
        Assert.Equal("", await Test("good-ocsp", SslRevocationMode.Hard));
        Assert.Equal("Revoked Error", await Test("bad-ocsp", SslRevocationMode.Hard));

        // After its time the kept answer counts no more.
        Assert.Equal("RevocationNotChecked Error", await Test("good-ocsp", SslRevocationMode.Hard, DateTimeOffset.UtcNow.AddDays(3)));
    }

    [Fact]
    public async Task A_responder_that_the_CA_has_not_authorized_is_not_believed()
    {
        _ca.Issue("stranger", null, OpenSslCa.RootExtensions + "\nextendedKeyUsage=OCSPSigning");
        StartResponder("stranger");
        Assert.Equal("RevocationNotChecked Warning", await Test("good-ocsp", SslRevocationMode.Soft));
        Assert.Equal("RevocationNotChecked Error", await Test("bad-ocsp", SslRevocationMode.Hard));
    }

    [Fact]
    public async Task A_CRL_is_read_and_kept()
    {
        Assert.Equal("", await Test("good-crl", SslRevocationMode.Hard));
        Assert.Equal("Revoked Error", await Test("bad-crl", SslRevocationMode.Soft));
        Assert.Equal(1, _server.Requests);
        Assert.Equal("RevocationNotChecked Error", await Test("good-crl", SslRevocationMode.Hard, DateTimeOffset.UtcNow.AddDays(3)));
    }

    [Fact]
    public async Task Where_no_responder_answers_the_CRL_does()
    {
        Assert.Equal("", await Test("good-both", SslRevocationMode.Hard));
        Assert.Equal("Revoked Error", await Test("bad-both", SslRevocationMode.Hard));
    }

    [Theory]
    [InlineData("not there")]
    [InlineData("no CRL")]
    [InlineData("changed")]
    [InlineData("of another CA")]
    public async Task What_can_not_be_relied_on_is_no_answer(string what)
    {
        var crl = _server.Files["/root.crl"];
        if (what == "not there") _server.Files.Clear();
        else if (what == "no CRL") _server.Files["/root.crl"] = [1, 2, 3];
        else if (what == "changed") _server.Files["/root.crl"] = [.. crl[..^1], (byte)(crl[^1] ^ 1)];
        else
        {
            _ca.Issue("other", null, OpenSslCa.RootExtensions);
            _ca.Index("other", [], []);
            _server.Files["/root.crl"] = _ca.Crl("other");
        }

        Assert.Equal("RevocationNotChecked Warning", await Test("good-crl", SslRevocationMode.Soft));
        Assert.Equal("RevocationNotChecked Error", await Test("bad-crl", SslRevocationMode.Hard));
    }

    [Fact]
    public async Task Unless_asked_to_nobody_is_asked()
    {
        Assert.Equal("", await Test("bad-crl", SslRevocationMode.None));
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task A_CA_that_tells_nothing_is_an_error_only_when_asked_hard()
    {
        Assert.Equal("RevocationNotOffered Information", await Test("neither", SslRevocationMode.Soft));
        Assert.Equal("RevocationNotOffered Error", await Test("neither", SslRevocationMode.Hard));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string> Test(string name, SslRevocationMode mode, DateTimeOffset? at = null)
    {
        var engine = new EngineServices();
        var options = new HealthOptions { TrustAnchors = [_ca.Der("root")], Revocation = mode, HostNames = ["shop.example"], At = at };
        var findings = await new CertificateHealth(engine, engine.OpenStore(_store.Path), options).TestAsync(name, _ca.Der(name), [], default);
        return string.Join(", ", findings.Select(finding => $"{finding.Id} {finding.Severity}"));
    }

    private void StartResponder(string signer) => _server.Ocsp = request => _ca.Ocsp("root", signer, request);

    private void StopResponder() => _server.Ocsp = null;

    /// <summary>A web server with a few files and a responder.</summary>
    private sealed class AnswerServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public AnswerServer()
        {
            Address = $"http://127.0.0.1:{FreePort()}/";
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public Dictionary<string, byte[]> Files { get; } = [];

        public Func<byte[], byte[]>? Ocsp { get; set; }

        public int Requests { get; private set; }

        public void Dispose() => _listener.Close();

        private static byte[] Read(HttpListenerRequest request)
        {
            Assert.Equal("application/ocsp-request", request.ContentType);
            using var body = new MemoryStream();
            request.InputStream.CopyTo(body);
            return body.ToArray();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    Requests++;
                    var content = context.Request.HttpMethod == "POST" ? Ocsp?.Invoke(Read(context.Request)) : Files.GetValueOrDefault(context.Request.Url!.AbsolutePath);
                    context.Response.StatusCode = content is null ? 404 : 200;
                    context.Response.Close(content ?? [], true);
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
