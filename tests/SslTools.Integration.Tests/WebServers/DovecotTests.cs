using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

public sealed class DovecotTests : MailServerContract<DovecotFixture>
{
    [Fact]
    public void Each_name_has_its_certificate_on_each_port_and_clients_without_name_get_the_servers_own()
    {
        var (imaps, pop3) = (FreePort.Next(), FreePort.Next());
        Server.Configure($"service imap-login {{\n  inet_listener imaps {{\n    port={imaps}\n  }}\n}}\nservice pop3-login {{\n  inet_listener pop3 {{\n    port = {pop3}\n  }}\n}}\n");
        Restart();
        var original = Server.Snapshot();
        var (shop, blog, www) = (Issue(Shop), Issue($"*.{Blog} -Name blog"), Issue($"www.{Blog} -Name www"));
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Session.Succeed($"Set-SslBinding blog -HostName *.{Blog} {Server.Parameters} -WarningAction Ignore");
        Session.Succeed($"Set-SslBinding www -HostName www.{Blog} {Server.Parameters} -WarningAction Ignore");

        Assert.Equal((shop, blog, www), (Server.Served(""), Server.Served($"a.{Blog}"), Server.Served($"www.{Blog}")));
        Assert.Equal((shop, blog, www), (Server.ServedAtOnce("", imaps), Server.ServedAtOnce($"a.{Blog}", imaps), Server.ServedAtOnce($"www.{Blog}", imaps)));
        foreach (var (protocol, port) in new[] { ("imap", Server.HttpsPort), ("pop3", pop3) })
        {
            var client = Programs.Run(Programs.Require("openssl", "openssl"), "s_client", "-starttls", protocol, "-connect", $"127.0.0.1:{port}", "-servername", $"www.{Blog}");
            Assert.Contains($"CN = www.{Blog}", client.Output);
        }

        var bindings = Session.Succeed($"Get-SslBinding -Server dovecot -ConfigPath '{Server.ConfigPath}'").Select(binding => (dynamic)binding).ToList();
        Assert.Equal(
            [$"{Server.HttpsPort} Imap", $"{imaps} ", $"{pop3} Pop3"], bindings.Where(binding => binding.HostName == Shop).Select(binding => $"{binding.Port} {binding.StartTls}"));
        Assert.Equal([blog, blog, blog], bindings.Where(binding => binding.HostName == $"*.{Blog}").Select(binding => (string)binding.Thumbprint));
        Session.Fail($"Remove-SslBinding {Shop} {Server.Parameters}", "DefaultCertificateInUse");
        Session.Succeed($"Remove-SslBinding *.{Blog} {Server.Parameters}");
        Assert.Equal(shop, Server.Served($"a.{Blog}"));
        Session.Succeed($"Remove-SslBinding {Shop}, www.{Blog} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void What_was_bound_by_hand_is_shown_and_changed_in_place()
    {
        Session.Succeed("New-SelfSignedSslCertificate hand.example -NotAfter 2030-01-01");
        var hand = Directory.CreateDirectory(Path.Combine(Session.Store, "hand")).FullName;
        foreach (var file in new[] { "fullchain.pem", "privkey.pem" }) File.Copy(Path.Combine(Session.Store, "certificates", "hand.example", file), Path.Combine(hand, file));
        File.WriteAllText(Server.SslFile, $"\tssl=required\r\nssl_cert=<{hand}/fullchain.pem # old\r\nssl_key = \\\r\n  <{hand}/privkey.pem\r\n");
        Server.Configure($"local_name {Blog} {{\n  ssl_cert = <{hand}/fullchain.pem\n  ssl_key = <{hand}/privkey.pem\n}}\n");
        Restart();
        var original = Server.Snapshot();
        var bindings = Session.Succeed($"Get-SslBinding -Server dovecot -ConfigPath '{Server.ConfigPath}'").Select(binding => (dynamic)binding).ToList();
        Assert.Equal([(Shop, false, 2030), (Blog, false, 2030)], bindings.Select(b => ((string)b.HostName, (bool)b.Managed, (int)b.NotAfter.Year)));
        var (shop, blog) = (Issue(Shop), Issue(Blog));
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}; Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters} -WarningAction Ignore");
        Assert.Equal((shop, blog), (Server.Served(Shop), Server.Served(Blog)));
        Assert.StartsWith($"\tssl=required\r\nssl_cert=<{Session.Store}/certificates/{Shop}/fullchain.pem # old\r\nssl_key = <{Session.Store}", File.ReadAllText(Server.SslFile));
        Session.Succeed($"Remove-SslBinding {Blog} {Server.Parameters}; Remove-SslBinding {Shop} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
        Session.Succeed($"Remove-SslBinding {Blog}, {Shop} {Server.Parameters}");
        Assert.Null(Server.Served(Shop));
    }

    [Fact]
    public void A_store_in_a_folder_with_an_odd_name_is_read_by_Dovecot()
    {
        var store = Path.Combine(Session.Folder, "it's \"a\" $t{o}re; \\n é");
        Session.Set("odd", store);
        Session.Succeed($"New-SelfSignedSslCertificate {Shop} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd");
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server dovecot -ConfigPath '{Server.ConfigPath}' -StorePath $odd"));
        Assert.Equal(Shop, binding.CertificateName);
        Assert.Equal(binding.Thumbprint, Server.Served(Shop));
        Session.Set("odd", store + "#");
        Session.Fail($"New-SelfSignedSslCertificate {Shop} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd", "PathNotUsable");
    }

    [Fact]
    public void What_can_not_be_done_is_told_before_anything_is_changed()
    {
        Issue(Shop);
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -Server dovecot -ConfigPath '{Server.ConfigPath}'", "ServiceNotFound");
        Session.Fail($"New-SelfSignedSslCertificate 192.0.2.1 | Set-SslBinding -HostName 192.0.2.1 {Server.Parameters}", "HostNameNeeded");
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -RedirectHttp", "FeatureNotSupported");
        Session.Fail($"Remove-SslBinding {Blog} {Server.Parameters}", "BindingNotFound");
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -Server dovecot -ConfigPath /no/such.conf", "ConfigurationNotFound");
        var other = Server.Configure("ssl_options = no_ticket\nservice x {\n");
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains($"{other}:2", error.ToString());
    }

    [Fact]
    public void A_session_goes_on_while_the_certificate_is_replaced()
    {
        Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        using var mail = Server.Connect(Shop);
        Assert.StartsWith("c OK", mail.Ask("c LOGIN user secret", "c "));
        var next = Issue($"{Shop} -Name next");
        Session.Succeed($"Set-SslBinding next -HostName {Shop} {Server.Parameters}");
        Assert.Equal(next, Server.Served(Shop));
        Assert.StartsWith("d OK", mail.Ask("d NOOP", "d "));
    }

    private void Restart()
    {
        Server.Stop();
        Server.Start();
    }
}
