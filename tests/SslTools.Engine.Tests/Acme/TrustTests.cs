using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using SslTools.Engine.Acme;
using SslTools.Engine.Infrastructure;
using SslTools.Ports;
using SslTools.Testing.Acme;
using Xunit;

namespace SslTools.Engine.Tests.Acme;

/// <summary>TLS to a private CA is verified like any other, with its root beside those of the machine.</summary>
public class TrustTests
{
    [Fact]
    public async Task A_given_root_is_trusted_for_its_own_names()
    {
        using var tls = new TestTlsRoot();

        Assert.Null(await RefusalAsync(tls, tls.Root.RawData));
    }

    [Fact]
    public async Task The_right_one_of_several_roots_is_found()
    {
        using var tls = new TestTlsRoot();
        using var other = new TestTlsRoot();

        Assert.Null(await RefusalAsync(tls, other.Root.RawData, tls.Root.RawData));
    }

    [Fact]
    public async Task Another_root_is_not_enough()
    {
        using var tls = new TestTlsRoot();
        using var other = new TestTlsRoot();

        Assert.NotNull(await RefusalAsync(tls, other.Root.RawData));
    }

    [Fact]
    public async Task A_root_of_the_same_name_is_not_enough()
    {
        using var tls = new TestTlsRoot();
        using var other = new TestTlsRoot(subject: tls.Root.Subject);

        Assert.Equal(tls.Root.Subject, other.Root.Subject);
        Assert.NotNull(await RefusalAsync(tls, other.Root.RawData));
    }

    [Fact]
    public async Task A_certificate_that_is_over_is_refused()
    {
        using var tls = new TestTlsRoot(notAfter: DateTimeOffset.UtcNow.AddHours(-1));

        Assert.NotNull(await RefusalAsync(tls, tls.Root.RawData));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var tls = new TestTlsRoot(name: "other.example");

        Assert.Contains("another name", await RefusalAsync(tls, tls.Root.RawData));
    }

    [Fact]
    public async Task The_machines_roots_alone_do_not_trust_it()
    {
        using var tls = new TestTlsRoot();

        Assert.NotNull(await RefusalAsync(tls));
    }

    [Fact]
    public async Task Connections_are_not_shared_with_a_client_that_trusts_less()
    {
        using var tls = new TestTlsRoot();
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { Tls = tls });
        var connector = new AcmeConnector(new SystemClock());
        using var trusting = connector.Connect(new AcmeEndpoint(server.Directory) { TrustedRoots = [tls.Root.RawData] });
        using var strict = connector.Connect(new AcmeEndpoint(server.Directory));

        await trusting.GetDirectoryAsync(AcmeJourney.None);
        var e = await Assert.ThrowsAsync<SslToolsException>(() => strict.GetDirectoryAsync(AcmeJourney.None));

        Assert.Equal("AcmeUntrusted", e.ErrorId);
    }

    private static async Task<string?> RefusalAsync(TestTlsRoot tls, params IReadOnlyList<byte[]> roots)
    {
        await using var server = await AcmeTestServer.StartAsync(new AcmeTestServerOptions { Tls = tls });
        using var client = new AcmeConnector(new SystemClock()).Connect(new AcmeEndpoint(server.Directory) { TrustedRoots = roots });
        try
        {
            await client.GetDirectoryAsync(AcmeJourney.None);
            return null;
        }
        catch (SslToolsException e)
        {
            Assert.Equal("AcmeUntrusted", e.ErrorId);
            return e.Message;
        }
    }
}
