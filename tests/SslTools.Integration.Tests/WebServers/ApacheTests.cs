using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

public sealed class ApacheTests : ReloadingServerContract<ApacheFixture>
{
    [Fact]
    public void HTTP_is_redirected_and_HSTS_is_sent_over_HTTPS_alone()
    {
        var original = Server.Snapshot();
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -RedirectHttp -Hsts");
        var plain = Server.Curl(Shop, $"http://{Shop}:{Server.HttpPort}/a%20b%2Bc?d=e%20f", "-i").Succeeded().Output;
        Assert.Contains("301 Moved", plain);
        Assert.Contains($"Location: https://{Shop}:{Server.HttpsPort}/a%20b+c?d=e%20f", plain);
        Assert.DoesNotContain("Strict-Transport-Security", plain);
        Assert.Contains($"Location: https://www.{Shop}:{Server.HttpsPort}/", Server.Curl($"www.{Shop}", $"http://www.{Shop}:{Server.HttpPort}/", "-i").Output);
        Assert.Contains("Strict-Transport-Security: max-age=63072000", Server.Curl(Shop, $"https://{Shop}:{Server.HttpsPort}/", "-i").Output);
        Assert.Equal(Blog, Server.AskPlain(Blog));
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding {Shop} -Server apache -ConfigPath '{Server.ConfigPath}'"));
        Assert.True(binding.Hsts && binding.RedirectHttp);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -RedirectHttp:$false -Hsts:$false");
        Assert.Equal(Shop, Server.AskPlain(Shop));
        Assert.DoesNotContain("Strict", Server.Curl(Shop, $"https://{Shop}:{Server.HttpsPort}/", "-i").Output);
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void A_link_in_sites_enabled_stays_a_link()
    {
        var target = Path.Combine(Server.Root, "available-shop");
        File.Move(SiteFile, target);
        File.CreateSymbolicLink(SiteFile, "../available-shop");
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Equal("../available-shop", new FileInfo(SiteFile).LinkTarget);
        Assert.Contains("SSLCertificateFile", File.ReadAllText(target));
    }

    [Fact]
    public void Many_sites_are_one_change_and_what_they_share_goes_with_the_last()
    {
        Server.AddSite("third.example");
        Server.Run("-k", "graceful").Succeeded();
        var original = Server.Snapshot();
        Issue($"{Shop},{Blog},third.example -Name all");
        Session.Succeed($"Set-SslBinding all -HostName {Shop}, {Blog} {Server.Parameters}");
        Session.Succeed($"Set-SslBinding all -HostName third.example {Server.Parameters}");
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(Blog, Server.AskTls(Blog));
        Session.Succeed($"Remove-SslBinding {Blog} {Server.Parameters}");
        Assert.Equal("third.example", Server.AskTls("third.example"));
        Session.Succeed($"Remove-SslBinding third.example {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void The_main_server_gets_a_virtual_host_that_inherits_from_it()
    {
        var root = $"DocumentRoot {Server.Root}/www/{Shop}\nServerName main.example";
        File.WriteAllText(Server.ConfigPath, File.ReadAllText(Server.ConfigPath).Replace("ServerName localhost", root));
        File.Delete(SiteFile);
        File.Delete(Path.Combine(Server.Root, "sites", $"{Blog}.conf"));
        Server.Run("-k", "graceful").Succeeded();
        var original = Server.Snapshot();
        Issue("main.example");
        Session.Succeed($"Set-SslBinding main.example -HostName main.example {Server.Parameters} -RedirectHttp -Hsts");
        Assert.Equal(Shop, Server.AskTls("main.example"));
        Assert.Contains($"Location: https://main.example:{Server.HttpsPort}/x", Server.Curl("main.example", $"http://main.example:{Server.HttpPort}/x", "-i").Output);
        Session.Succeed($"Remove-SslBinding main.example {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void A_proxy_is_redirected_too_and_a_site_that_redirects_already_does_not_go_in_circles()
    {
        Server.Write("proxy.conf", ApacheFixture.Load("proxy") + ApacheFixture.Load("proxy_http"));
        Server.Write("other.conf", "Include proxy.conf\n");
        File.WriteAllText(SiteFile, File.ReadAllText(SiteFile).Replace("</VirtualHost>", "\tProxyPass / http://127.0.0.1:9/\n</VirtualHost>"));
        var blog = Path.Combine(Server.Root, "sites", $"{Blog}.conf");
        File.WriteAllText(blog, File.ReadAllText(blog).Replace("</VirtualHost>", $"\tRedirect permanent / https://{Blog}:{Server.HttpsPort}/\n</VirtualHost>"));
        Server.Run("-k", "graceful").Succeeded();
        Issue($"{Shop},{Blog} -Name both");
        Session.Succeed($"Set-SslBinding both -HostName {Shop}, {Blog} {Server.Parameters} -RedirectHttp");
        Assert.Contains("301 Moved", Server.Curl(Shop, $"http://{Shop}:{Server.HttpPort}/", "-i").Output);
        Assert.Contains("301 Moved", Server.Curl(Blog, $"http://{Blog}:{Server.HttpPort}/", "-i").Output);
        Assert.Equal(Blog, Server.AskTls(Blog));
        Assert.DoesNotContain("Rewrite", File.ReadAllText(blog));
    }

    [Fact]
    public void What_was_bound_by_hand_is_shown_and_edited_in_place()
    {
        Issue(Shop);
        var store = Path.Combine(Session.Store, "certificates", Shop);
        foreach (var file in new[] { "fullchain.pem", "privkey.pem" }) File.Copy(Path.Combine(store, file), Path.Combine(Server.Root, file));
        Server.Write("other.conf", ApacheFixture.Load("ssl") + $"""
            Listen 127.0.0.1:{Server.HttpsPort} https
            <VirtualHost *:{Server.HttpsPort}>
              ServerName {Shop}
              DocumentRoot "{Server.Root}/www/{Blog}"
              <IfModule mod_ssl.c>
                SSLEngine On
                SSLCertificateFile "fullchain.pem"
                SSLCertificateKeyFile privkey.pem
              </IfModule>
            </VirtualHost>

            """);
        Server.Run("-k", "graceful").Succeeded();
        var original = Server.Snapshot();
        dynamic byHand = Assert.Single(Session.Succeed($"Get-SslBinding -Server apache -ConfigPath '{Server.ConfigPath}'"));
        Assert.False(byHand.Managed);
        Assert.Equal(Server.HttpsPort, byHand.Port);
        Assert.True(byHand.DaysRemaining > 0);
        var second = Issue($"{Shop} -Name second");
        Session.Succeed($"Set-SslBinding second -HostName {Shop} {Server.Parameters}");
        Assert.Equal(second, Server.Served(Shop));
        Assert.Equal(Blog, Server.AskTls(Shop));
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
        Session.Fail($"Remove-SslBinding {Shop} {Server.Parameters}", "LastListener");
    }

    [Fact]
    public void A_site_behind_a_PROXY_protocol_is_proved_too()
    {
        Server.Write("other.conf", ApacheFixture.Load("remoteip"));
        File.WriteAllText(SiteFile, File.ReadAllText(SiteFile).Replace("DocumentRoot", "RemoteIPProxyProtocol On\n\tDocumentRoot"));
        Server.Run("-k", "graceful").Succeeded();
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Null(Server.Served(Shop));
    }

    [Fact]
    public void A_change_that_the_server_can_not_start_with_is_undone_and_the_server_starts_again()
    {
        // The syntax is right; that OpenSSL knows no such groups is found when the site begins to speak TLS.
        File.WriteAllText(SiteFile, File.ReadAllText(SiteFile).Replace("DocumentRoot", "SSLOpenSSLConfCmd Groups nonsense\n\tDocumentRoot"));
        Server.Write("other.conf", ApacheFixture.Load("ssl"));
        Server.Run("-k", "graceful").Succeeded();
        Assert.Equal(Shop, Server.AskPlain(Shop));
        var before = Server.Snapshot();
        Issue(Shop);
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ReloadFailed");
        Assert.Contains("could not start", error.ToString());
        Assert.Contains("nonsense", error.ToString());
        Assert.Equal(before, Server.Snapshot());
        Assert.True(System.Threading.SpinWait.SpinUntil(() => Server.AskPlain(Shop) == Shop, 5_000));
    }

    [Fact]
    public void A_store_in_a_folder_with_an_odd_name_is_read_by_Apache()
    {
        var store = Path.Combine(Session.Folder, "it's \"a\" st<o>re; \\n #é $x");
        Session.Set("odd", store);
        Session.Succeed($"New-SelfSignedSslCertificate {Shop} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd");
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server apache -ConfigPath '{Server.ConfigPath}' -StorePath $odd"));
        Assert.Equal(Shop, binding.CertificateName);
        Assert.Equal(binding.Thumbprint, Server.Served(Shop));
    }

    [Fact]
    public void A_broken_file_is_named_with_its_line()
    {
        Issue(Shop);
        File.AppendAllText(SiteFile, "\n<VirtualHost *:80>\n");
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains($"{SiteFile}:{File.ReadLines(SiteFile).Count()}", error.ToString());
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -Server apache -ConfigPath /no/such/apache2.conf", "ConfigurationNotFound");
    }

    [Fact]
    public async Task Processes_that_answer_one_client_each_drop_none_either()
    {
        Server.Stop();
        Server.Write("modules.conf", File.ReadAllText(Path.Combine(Server.Root, "modules.conf")).Replace("mpm_event", "mpm_prefork"));
        Server.Start();
        await A_client_in_a_loop_sees_no_error_while_the_certificate_is_replaced();
    }
}
