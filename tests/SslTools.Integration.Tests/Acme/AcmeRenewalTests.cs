using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Integration.Tests.Acme;

/// <summary>Renewals that a CA asks for or that are due by age, of a certificate that nginx serves.</summary>
public sealed class AcmeRenewalTests : IDisposable
{
    private const string Shop = "shop.example";

    private readonly ModuleSession _session = new();
    private readonly NginxFixture _nginx = new();
    private readonly string _root;

    public AcmeRenewalTests()
    {
        _root = _nginx.AddFolder(Shop);
        _nginx.Start();
    }

    public void Dispose()
    {
        _nginx.Dispose();
        _session.Dispose();
    }

    [Fact]
    public async Task A_window_of_the_CA_that_is_open_renews_and_the_order_says_what_it_replaces()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { HttpPort = _nginx.HttpPort });
        server.Faults.Add(AcmeFault.EditJson(AcmeStep.RenewalInfo, json => json["suggestedWindow"] = new JsonObject
        {
            ["start"] = DateTime.UtcNow.AddMinutes(-40).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["end"] = DateTime.UtcNow.AddMinutes(-20).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        }));
        Bind(server);
        dynamic shown = _session.Succeed($"Get-SslCertificate {Shop}").Single();
        Assert.True((DateTime)shown.RenewalInfo.WindowEnd < DateTime.UtcNow);

        var result = Update();

        Assert.Equal("Renewed", result.Status);
        Assert.Contains("the CA suggests the time from", result.Reason);
        Assert.Equal([$"nginx {Shop}:{_nginx.HttpsPort}"], result.Deployed);
        Assert.Equal(server.Certificates[0].CertId, server.Orders[1].Replaces);
        Assert.True(server.Certificates[0].IsReplaced);
        Assert.Equal(server.Certificates[1].Leaf.Thumbprint, _nginx.Served(Shop));
        var next = Update();
        Assert.Equal("NotDue", next.Status);
        Assert.True(next.Next > DateTime.UtcNow.AddDays(20));
        Assert.Equal(2, server.Orders.Count);
    }

    [Fact]
    public async Task Where_the_CA_says_nothing_age_decides()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { HttpPort = _nginx.HttpPort, HasRenewalInfo = false });
        server.Clock.Advance(TimeSpan.FromDays(-32));
        Bind(server);
        var result = Update();
        server.Clock.Advance(TimeSpan.FromDays(32));
        Assert.Equal("Renewed", result.Status);
        Assert.StartsWith("it ends on ", result.Reason, StringComparison.Ordinal);
        Assert.Equal(server.Certificates[1].Leaf.Thumbprint, _nginx.Served(Shop));
        Assert.Null(server.Orders[1].Replaces);

        // That one was of the same age; the next is new.
        Update();
        Assert.Equal("NotDue", Update().Status);
        Assert.Equal(3, server.Orders.Count);
        Assert.Equal(server.Certificates[2].Leaf.Thumbprint, _nginx.Served(Shop));
    }

    [Fact]
    public async Task A_renewal_that_fails_is_an_error_leaves_the_old_one_and_waits()
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { HttpPort = _nginx.HttpPort, HasRenewalInfo = false });
        server.Clock.Advance(TimeSpan.FromDays(-32));
        Bind(server);
        server.Clock.Advance(TimeSpan.FromDays(32));
        Directory.Delete(_root);

        var run = _session.Run("Update-SslCertificate");

        var result = Renewal.Read(Assert.Single(run.Output));
        Assert.Equal("Failed", result.Status);
        Assert.StartsWith("WebRootMissing,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(server.Certificates[0].Leaf.Thumbprint, _nginx.Served(Shop));
        Assert.Equal("Waiting", Update().Status);
        Directory.CreateDirectory(_root);
        Assert.Equal("Renewed", Update("-Force").Status);
        Assert.Equal(server.Certificates[1].Leaf.Thumbprint, _nginx.Served(Shop));
    }

    private void Bind(AcmeTestServer server)
    {
        var root = Path.Combine(_session.Folder, "ca.pem");
        File.WriteAllText(root, server.RootPem);
        _session.Succeed($"""
            Request-LetsEncryptCertificate {Shop} -Server {server.Directory} -CACertificate '{root}' -WebRoot '{_root}' -AcceptTermsOfService |
                Set-SslBinding -HostName {Shop} {_nginx.Parameters}
            """);
        Assert.Equal(server.Certificates[0].Leaf.Thumbprint, _nginx.Served(Shop));
    }

    private Renewal Update(string parameters = "") => Renewal.Read(_session.Succeed("Update-SslCertificate " + parameters).Single());
}
