using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

public sealed class PostfixTests : MailServerContract<PostfixFixture>
{
    [Fact]
    public void Each_name_has_its_certificate_on_each_service_and_clients_without_name_get_the_servers_own()
    {
        var (submission, smtps) = (FreePort.Next(), FreePort.Next());
        Server.Stop();
        Server.AddServices(
            $"127.0.0.1:{Server.HttpsPort} inet n - n - - smtpd",
            $"127.0.0.1:{submission} inet n - n - - smtpd\n  -o smtpd_tls_security_level=encrypt\n# its own\n  -o {{ smtpd_banner = $myhostname ESMTP submission }}",
            $"127.0.0.1:{smtps} inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes");
        Server.Start();
        var original = Server.Snapshot();
        var (shop, blog) = (Issue(Shop), Issue($"*.{Blog} -Name blog"));
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Session.Succeed($"Set-SslBinding blog -HostName *.{Blog} {Server.Parameters} -WarningAction Ignore");

        Assert.Equal(shop, Server.Served(""));
        Assert.Equal(shop, Server.Served("other.example", submission));
        Assert.Equal(blog, Server.Served($"www.{Blog}", submission));
        Assert.Equal(shop, Server.ServedAtOnce(Shop, smtps));
        Assert.Equal(blog, Server.ServedAtOnce($"www.{Blog}", smtps));
        var client = Programs.Run(
            Programs.Require("openssl", "openssl"), "s_client", "-starttls", "smtp", "-connect", $"127.0.0.1:{Server.HttpsPort}", "-servername", $"www.{Blog}");
        Assert.Contains($"CN = *.{Blog}", client.Output);

        var bindings = Session.Succeed($"Get-SslBinding -Server postfix -ConfigPath '{Server.ConfigPath}'").Select(binding => (dynamic)binding).ToList();
        Assert.Equal(
            [$"{Server.HttpsPort} Smtp", $"{submission} Smtp", $"{smtps} "],
            bindings.Where(binding => binding.HostName == Shop).Select(binding => $"{binding.Port} {binding.StartTls}"));
        Assert.Equal([blog, blog, blog], bindings.Where(binding => binding.HostName == $"*.{Blog}").Select(binding => (string)binding.Thumbprint));
        Session.Fail($"Remove-SslBinding {Shop} {Server.Parameters}", "DefaultCertificateInUse");
        Session.Succeed($"Remove-SslBinding {Shop}, *.{Blog} {Server.Parameters}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void A_service_with_settings_of_its_own_is_changed_on_its_own_line()
    {
        var own = FreePort.Next();
        Session.Succeed($"New-SelfSignedSslCertificate hand.example -NotAfter 2030-01-01");
        var hand = Path.Combine(Session.Store, "hand");
        Directory.CreateDirectory(hand);
        foreach (var file in new[] { "fullchain.pem", "privkey.pem" }) File.Copy(Path.Combine(Session.Store, "certificates", "hand.example", file), Path.Combine(hand, file));
        Server.Stop();
        Server.Configure($"smtpd_tls_security_level = may\nsmtpd_tls_chain_files =\n  {hand}/privkey.pem,\n  {hand}/fullchain.pem\n");
        Server.AddServices(
            $"127.0.0.1:{Server.HttpsPort} inet n - n - - smtpd",
            $"127.0.0.1:{own} inet n - n - - smtpd -o smtpd_tls_chain_files= -o smtpd_upstream_proxy_protocol=haproxy\n\t-o smtpd_tls_cert_file={hand}/fullchain.pem   -o {{ smtpd_tls_key_file = {hand}/privkey.pem }}");
        Server.Start();
        var (original, main) = (Server.Snapshot(), File.ReadAllText(Server.ConfigPath));
        var bindings = Session.Succeed($"Get-SslBinding -Server postfix -ConfigPath '{Server.ConfigPath}'").Select(binding => (dynamic)binding).ToList();
        Assert.Equal([(own, false, 2030), (Server.HttpsPort, false, 2030)], bindings.Select(b => ((int)b.Port, (bool)b.Managed, (int)b.NotAfter.Year)).OrderBy(b => b.Item1 != own));

        var shop = Issue(Shop);
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} -Server postfix -ConfigPath '{Server.ConfigPath}' -Port {own}");
        Assert.Equal(main, File.ReadAllText(Server.ConfigPath));
        Assert.NotEqual(shop, Server.Served(Shop));
        Session.Succeed($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}");
        Assert.Contains($"smtpd_tls_chain_files = {Session.Store}/certificates/{Shop}/privkey.pem, ", File.ReadAllText(Server.ConfigPath));
        Assert.Equal(shop, Server.Served(Shop));
        Session.Succeed($"Remove-SslBinding {Shop} {Server.Parameters}; Remove-SslBinding {Shop} -Server postfix -ConfigPath '{Server.ConfigPath}' -Port {own}");
        Assert.Equal(original, Server.Snapshot());
    }

    [Fact]
    public void The_index_of_a_table_is_made_anew_for_each_change_and_each_renewal()
    {
        var table = Path.Combine(Path.GetDirectoryName(Server.ConfigPath)!, "sni");
        Issue(Shop);
        File.WriteAllText(table, $"# names\nother.example {Session.Store}/certificates/{Shop}/privkey.pem\n {Session.Store}/certificates/{Shop}/fullchain.pem\n");
        Server.Configure($"tls_server_sni_maps = hash:{table}\n");
        Programs.Run("postmap", "-c", Path.GetDirectoryName(Server.ConfigPath)!, "-F", $"hash:{table}").Succeeded();
        var (main, original) = (File.ReadAllText(Server.ConfigPath), File.ReadAllText(table));
        Issue(Blog);
        Session.Succeed($"Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters}");
        var renewed = Issue($"{Blog} -Force");
        Session.Succeed($"Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters}");
        Assert.Equal(renewed, Server.Served(Blog));
        Assert.Contains(Session.Run($"Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters} -Verbose").Verbose, line => line.Contains("Nothing was changed."));
        Session.Fail($"Remove-SslBinding {Blog} {Server.Parameters}", "DefaultCertificateInUse");
        Session.Succeed($"Set-SslBinding {Shop} -HostName other.example {Server.Parameters} -ErrorAction SilentlyContinue; Remove-SslBinding {Blog}, other.example {Server.Parameters} -WhatIf");
        Assert.Equal(renewed, Server.Served(Blog));
        Assert.StartsWith(main, File.ReadAllText(Server.ConfigPath));
        Assert.StartsWith(original, File.ReadAllText(table));
    }

    [Fact]
    public void A_failed_proof_leaves_all_as_it_was()
    {
        Server.Stop();
        Server.Configure("smtpd_discard_ehlo_keywords = starttls\n");
        Server.Start();
        Issue(Blog);
        var before = Server.Snapshot();
        var error = Session.Fail($"Set-SslBinding {Blog} -HostName {Blog} {Server.Parameters}", "HandshakeFailed");
        Assert.Contains("STARTTLS", error.ToString());
        Assert.Equal(before, Server.Snapshot());
        Assert.Equal(Shop, Server.AskPlain(Shop));
    }

    [Fact]
    public void A_store_in_a_folder_with_an_odd_name_is_read_by_Postfix_where_there_is_a_way()
    {
        var store = Path.Combine(Session.Folder, "it's \"a\" $t{o}re; \\n #é, ");
        store += "x";
        Session.Set("odd", store);
        Session.Succeed($"New-SelfSignedSslCertificate {Shop}, {Blog} -StorePath $odd | Set-SslBinding -HostName {Shop} {Server.Parameters} -StorePath $odd");
        dynamic binding = Assert.Single(Session.Succeed($"Get-SslBinding -Server postfix -ConfigPath '{Server.ConfigPath}' -StorePath $odd"));
        Assert.Equal(Shop, binding.CertificateName);
        Assert.Equal(binding.Thumbprint, Server.Served(Shop));
        Session.Fail($"Set-SslBinding {Shop} -HostName {Blog} {Server.Parameters} -StorePath $odd", "PathNotUsable");
    }

    [Fact]
    public void What_can_not_be_done_is_told_before_anything_is_changed()
    {
        Issue(Shop);
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -Server postfix -ConfigPath '{Server.ConfigPath}'", "ServiceNotFound");
        Session.Fail($"New-SelfSignedSslCertificate 192.0.2.1 | Set-SslBinding -HostName 192.0.2.1 {Server.Parameters}", "HostNameNeeded");
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters} -Hsts", "FeatureNotSupported");
        Session.Fail($"Remove-SslBinding {Blog} {Server.Parameters}", "BindingNotFound");
        Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} -Server postfix -ConfigPath /no/such/main.cf", "ConfigurationNotFound");
        Server.Configure("\nno sign of equality\n");
        var error = Session.Fail($"Set-SslBinding {Shop} -HostName {Shop} {Server.Parameters}", "ConfigurationBroken");
        Assert.Contains($"{Server.ConfigPath}:{File.ReadLines(Server.ConfigPath).Count()}", error.ToString());
    }
}
