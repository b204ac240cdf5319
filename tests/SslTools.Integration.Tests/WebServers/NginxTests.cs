using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

public sealed class NginxTests : ReloadingServerContract<NginxFixture>
{
    [Fact]
    public void HTTP_is_redirected_and_HSTS_is_sent_over_HTTPS_alone()
    {
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -RedirectHttp -Hsts");
        var plain = Server.Curl(Shop, $"http://{Shop}:{Server.HttpPort}/a?b", "-i").Succeeded().Output;
        Assert.Contains("301 Moved", plain);
        Assert.Contains($"Location: https://{Shop}:{Server.HttpsPort}/a?b", plain);
        Assert.DoesNotContain("Strict-Transport-Security", plain);
        Assert.Contains("Strict-Transport-Security: max-age=63072000", Server.Curl(Shop, $"https://{Shop}:{Server.HttpsPort}/", "-i").Output);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -RedirectHttp:$false -Hsts:$false");
        Assert.Equal(Shop, Server.Curl(Shop, $"http://{Shop}:{Server.HttpPort}/").Output);
        Assert.DoesNotContain("Strict", Server.Curl(Shop, $"https://{Shop}:{Server.HttpsPort}/", "-i").Output);
    }

    [Theory]
    [InlineData("P256")]
    [InlineData("RSA2048")]
    [InlineData("P521")]
    [InlineData("Ed25519")]
    public void Every_kind_of_key_is_proved(string algorithm)
    {
        Session.Succeed($"New-SelfSignedSslCertificate {Shop} -KeyAlgorithm {algorithm} -WarningAction Ignore | Set-SslBinding -HostName {Shop} {Server.Parameters} -WarningAction Ignore");
        var client = Programs.Run(Programs.Require("openssl", "openssl"), "s_client", "-connect", $"127.0.0.1:{Server.HttpsPort}", "-servername", Shop);
        Assert.Contains($"CN = {Shop}", client.Output);
    }

    [Fact]
    public void A_link_in_sites_enabled_stays_a_link()
    {
        var target = Path.Combine(Path.GetDirectoryName(SiteFile)!, "..", "available-shop");
        File.Move(SiteFile, target);
        File.CreateSymbolicLink(SiteFile, "../available-shop");
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal("../available-shop", new FileInfo(SiteFile).LinkTarget);
        Assert.Contains("ssl_certificate", File.ReadAllText(target));
    }

    [Fact]
    public void A_site_behind_a_PROXY_protocol_is_proved_too()
    {
        File.WriteAllText(SiteFile, File.ReadAllText(SiteFile).Replace($"{Server.HttpPort};", $"{FreePort.Next()} proxy_protocol;"));
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Contains("ssl proxy_protocol;", File.ReadAllText(SiteFile));
        Assert.Null(Server.Served(Shop));
    }

    [Fact]
    public void A_reload_that_does_not_take_effect_is_told_with_the_servers_log()
    {
        // A directive that only the running server trips over: a zone whose size may not change while it runs.
        var original = File.ReadAllText(SiteFile);
        File.WriteAllText(SiteFile, "limit_req_zone $binary_remote_addr zone=z:1m rate=1r/s;\n" + original);
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}; Remove-SslBinding {Shop} {Server.Parameters}");
        File.WriteAllText(SiteFile, "limit_req_zone $server_name zone=z:1m rate=1r/s;\n" + original);
        var before = Server.Snapshot();
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ReloadFailed");
        Assert.Contains("limit_req \"z\" uses", error.ToString());
        Assert.Equal(before, Server.Snapshot());
    }

    [Fact]
    public void A_missing_key_is_told_before_anything_is_changed()
    {
        Issue(Shop);
        File.Delete(Path.Combine(Session.Store, "certificates", Shop, "privkey.pem"));
        var before = Server.Snapshot();
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "CertificateHasNoKey");
        Assert.Equal(before, Server.Snapshot());
    }

    [Fact]
    public void A_store_in_a_folder_with_an_odd_name_is_read_by_nginx()
    {
        var store = Path.Combine(Session.Folder, "it's \"a\" st{o}re; \\n #é");
        Session.Set("odd", store);
        Session.Succeed($"New-SelfSignedSslCertificate {Shop} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd");
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -ConfigPath '{Server.ConfigPath}' -StorePath $odd"));
        Assert.Equal(Shop, binding.CertificateName);
        Assert.Equal(binding.Thumbprint, Server.Served(Shop));
    }

    [Fact]
    public void A_broken_file_is_named_with_its_line()
    {
        Issue(Shop);
        File.AppendAllText(SiteFile, "\nserver {\n");
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains($"{SiteFile}:{File.ReadLines(SiteFile).Count() + 1}", error.ToString());
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -ConfigPath /no/such/nginx.conf", "ConfigurationNotFound");
    }
}
