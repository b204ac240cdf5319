using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>What mail servers keep: one certificate is the default, others are chosen by name.</summary>
public abstract class MailServerContract<T> : WebServerContract<T>
    where T : MailServerFixture, new()
{
    [Fact]
    public void The_first_name_gives_the_default_certificate_until_the_servers_own_is_bound()
    {
        var original = Server.Snapshot();
        var (blog, shop) = (Issue(Blog), Issue(Shop));
        Session.Succeed($"Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters}");
        Assert.Equal(blog, Server.Served(""));
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal((shop, blog), (Server.Served(""), Server.Served(Blog)));
        Session.Fail($"Remove-SslBinding {Blog} {Server.Parameters}", "DefaultCertificateInUse");
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(blog, Server.Served(Shop));
        Session.Succeed($"Remove-SslBinding {Blog} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void A_policy_decides_the_versions()
    {
        Issue(Shop);
        foreach (var (policy, version, accepted) in new[] { ("Modern", "-tls1_2", false), ("Modern", "-tls1_3", true), ("Intermediate", "-tls1_1", false), ("Intermediate", "-tls1_2", true) })
        {
            Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -TlsPolicy {policy}");
            var client = Programs.Run(
                Programs.Require("openssl", "openssl"), "s_client", "-starttls", Server.OpenSslStartTls, "-connect", $"127.0.0.1:{Server.HttpsPort}", version, "-cipher", "DEFAULT:@SECLEVEL=0");
            Assert.Equal(accepted, client.ExitCode == 0);
            dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server {Server.Name} -ConfigPath '{Server.ConfigPath}'"));
            Assert.Equal(policy, binding.TlsPolicy.ToString());
        }
    }
}
