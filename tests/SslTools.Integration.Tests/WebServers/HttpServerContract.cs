using System.Net;
using System.Net.Sockets;
using SslTools.Testing;
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

    [Theory]
    [InlineData("Modern", "-tls1_2", false)]
    [InlineData("Modern", "-tls1_3", true)]
    [InlineData("Intermediate", "-tls1_1", false)]
    [InlineData("Intermediate", "-tls1_2", true)]
    [InlineData("Intermediate", "-tls1_3", true)]
    public void A_policy_decides_the_versions(string policy, string version, bool accepted)
    {
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -TlsPolicy {policy}");
        var client = Programs.Run(
            Programs.Require("openssl", "openssl"), "s_client", "-connect", $"127.0.0.1:{Server.HttpsPort}", "-servername", Shop, version, "-cipher", "DEFAULT:@SECLEVEL=0");
        Assert.Equal(accepted, client.ExitCode == 0);
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server {Server.Name} -ConfigPath '{Server.ConfigPath}'"));
        Assert.Equal(policy, binding.TlsPolicy.ToString());
    }

    [Fact]
    public void The_chain_of_a_local_authority_is_served_whole()
    {
        Session.Succeed($"New-SslCertificateAuthority test -DiscardRootKey; New-SelfSignedSslCertificate {Shop} -Authority test | Set-SslBinding -HostName {Shop} {Server.Parameters}");
        var client = Programs.Run(Programs.Require("openssl", "openssl"), "s_client", "-connect", $"127.0.0.1:{Server.HttpsPort}", "-servername", Shop, "-showcerts");
        Assert.Equal(2, client.Output.Split("BEGIN CERTIFICATE").Length - 1);
    }
}
