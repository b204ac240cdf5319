using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

// Not a ReloadingServerContract: each of its configurations has sockets of its own (SO_REUSEPORT), and Linux resets the connections that wait in
// the queue of one that closes.
public sealed class CaddyTests : HttpServerContract<CaddyFixture>
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
        Assert.Contains("max-age=63072000", Server.Curl(Shop, $"https://{Shop}:{Server.HttpsPort}/", "-i").Output);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -RedirectHttp:$false -Hsts:$false");
        Assert.Equal(Shop, Server.AskPlain(Shop));
        Assert.DoesNotContain("max-age", Server.Curl(Shop, $"https://{Shop}:{Server.HttpsPort}/", "-i").Output);
    }

    [Theory]
    [InlineData("Modern", "-tls1_2", false)]
    [InlineData("Modern", "-tls1_3", true)]
    [InlineData("Intermediate", "-tls1_2", true)]
    public void A_policy_is_added_to_what_is_bound(string policy, string version, bool accepted)
    {
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}; Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -TlsPolicy {policy}");
        var client = Programs.Run(Programs.Require("openssl", "openssl"), "s_client", "-connect", $"127.0.0.1:{Server.HttpsPort}", "-servername", Shop, version);
        Assert.Equal(accepted, client.ExitCode == 0);
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server caddy -ConfigPath '{Server.ConfigPath}'"));
        Assert.Equal(policy, binding.TlsPolicy.ToString());
    }

    [Fact]
    public void A_site_that_was_bound_by_hand_is_shown_edited_in_place_and_taken_out()
    {
        var pem = Path.Combine(Session.Folder, "by hand.pem");
        var key = Path.Combine(Session.Folder, "by hand.key");
        Session.Succeed($"$null = New-SelfSignedSslCertificate {Shop} -Name other");
        var stored = Path.Combine(Session.Store, "certificates", "other");
        File.Copy(Path.Combine(stored, "fullchain.pem"), pem, true);
        File.Copy(Path.Combine(stored, "privkey.pem"), key);
        File.WriteAllText(SiteFile, $"https://{Shop}:{Server.HttpsPort} {{\r\n\tbind 127.0.0.1\r\n\ttls \"{pem}\" `{key}` {{\r\n\t\tprotocols tls1.2\r\n\t}}\r\n\trespond {Shop}\r\n}}\r\n");
        dynamic found = Assert.Single(Session.Succeed($"Get-SslBinding {Shop} -Server caddy -ConfigPath '{Server.ConfigPath}'"));
        Assert.Equal(pem, found.CertificatePath);
        Assert.False(found.Managed);
        Assert.NotNull(found.NotAfter);

        var before = File.ReadAllText(SiteFile);
        var thumbprint = Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal(thumbprint, Server.Served(Shop));
        var after = File.ReadAllText(SiteFile);
        Assert.Equal(before.Split("\r\n").Where(line => !line.Contains("tls ")), after.Split("\r\n").Where(line => !line.Contains("tls ")));
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(before, File.ReadAllText(SiteFile));
    }

    [Fact]
    public void A_certificate_that_is_imported_from_elsewhere_is_told()
    {
        File.WriteAllText(SiteFile, $"(shared) {{\n\ttls internal\n}}\nhttps://{Shop}:{Server.HttpsPort} {{\n\tbind 127.0.0.1\n\timport shared\n}}\n");
        Issue(Shop);
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "SettingIncluded");
        Assert.Contains($"{SiteFile}:2", error.ToString());
    }

    [Fact]
    public void A_store_in_a_folder_with_an_odd_name_is_read_by_Caddy()
    {
        var store = Path.Combine(Session.Folder, "it's \"a\" store; #é");
        Session.Set("odd", store);
        Session.Succeed($"New-SelfSignedSslCertificate {Shop} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd");
        Assert.NotNull(Server.Served(Shop));
    }

    [Fact]
    public void JSON_is_refused_and_a_broken_file_is_named_with_its_line()
    {
        Issue(Shop);
        var json = Path.Combine(Session.Folder, "caddy.json");
        File.WriteAllText(json, "{}");
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -Server caddy -ConfigPath '{json}'", "CaddyJson");
        File.AppendAllText(SiteFile, "\nhttp://x {\n");
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains($"{SiteFile}:{File.ReadLines(SiteFile).Count()}", error.ToString());
    }
}
