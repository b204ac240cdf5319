using System.Net;
using System.Net.Sockets;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>What servers keep that speak HTTP, with sites that have names.</summary>
public abstract class HttpServerContract<T> : WebServerContract<T>
    where T : ServerFixture, new()
{
    [Fact]
    public void A_port_that_another_program_holds_is_refused()
    {
        Issue(Shop);
        var before = Server.Snapshot();
        using var other = new TcpListener(IPAddress.Loopback, Server.HttpsPort);
        other.Start();
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "PortTaken");
        Assert.Contains($"{Server.HttpsPort}", error.ToString());
        Assert.Equal(before, Server.Snapshot());
    }

    [Fact]
    public void A_name_that_no_site_has_is_told()
    {
        var before = Server.Snapshot();
        Session.Fail($"New-SelfSignedSslCertificate shap.example | Set-SslBinding -HostName shap.example {Server.Parameters}", "SiteNotFound");
        Assert.Equal(before, Server.Snapshot());
    }
}
