using System.Linq;
using Xunit;

namespace SslTools.Tests.WebServers;

public class PostfixPlanTests
{
    private const string Plain = "myhostname = own.example\n";

    [Theory]
    // Styles: without spaces, line ends of Windows, no final line end, continuation with comments, said twice, through other parameters.
    [InlineData("smtpd_tls_cert_file=/o\nsmtpd_tls_key_file=/o\n", "smtpd_tls_cert_file=/c.pem\nsmtpd_tls_key_file=/k.pem\nsmtpd_tls_security_level=may\n")]
    [InlineData("biff = no\r\n", "biff = no\r\nsmtpd_tls_security_level = may\r\nsmtpd_tls_cert_file = /c.pem\r\nsmtpd_tls_key_file = /k.pem\r\n")]
    [InlineData("biff = no", "biff = no\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file = /k.pem")]
    [InlineData("a =\n # x\n\n  b\n# end\n", "a =\n # x\n\n  b\nsmtpd_tls_security_level = may\nsmtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file = /k.pem\n# end\n")]
    [InlineData("smtpd_tls_cert_file =\n  # old\n  /o\nsmtpd_tls_key_file = /a\nsmtpd_tls_key_file = /b\nsmtpd_use_tls = yes\n", "smtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file = /a\nsmtpd_tls_key_file = /k.pem\nsmtpd_use_tls = yes\n")]
    [InlineData("smtpd_tls_security_level = ${tls?{encrypt}:{none}}\n", "smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /c.pem\nsmtpd_tls_key_file = /k.pem\n")]
    [InlineData("tls = 1\nsmtpd_tls_security_level = ${tls?encrypt}\nsmtpd_tls_chain_files = /k,\n /c\n", "tls = 1\nsmtpd_tls_security_level = ${tls?encrypt}\nsmtpd_tls_chain_files = /k.pem, /c.pem\n")]
    [InlineData("smtpd_tls_cert_file = none\nsmtpd_tls_eccert_file = /e\n", "smtpd_tls_cert_file = /c.pem\nsmtpd_tls_eccert_file = \nsmtpd_tls_security_level = may\nsmtpd_tls_key_file = /k.pem\n")]
    public void The_servers_own_name_has_the_default_certificate(string before, string after)
    {
        using var sandbox = MailSandbox.Postfix(before);
        var plan = sandbox.PlanSet("own.example");
        Assert.Equal(after, System.Text.Encoding.Latin1.GetString(Assert.Single(plan.Edits).After!));
        Assert.Equal(["127.0.0.1:25 own.example", "127.0.0.1:25 "], plan.Sites[0].Endpoints.Select(endpoint => $"{endpoint.Address} {endpoint.ServerName}"));
    }

    [Fact]
    public void Another_name_has_an_entry_and_takes_the_default_only_where_there_is_none_that_matters()
    {
        using var sandbox = MailSandbox.Postfix("smtpd_tls_cert_file = /real.pem\nsmtpd_tls_security_level = may\n");
        Assert.Contains("own.example", Assert.Single(sandbox.PlanSet("a.example").Warnings));
        sandbox.Set("a.example");
        Assert.Equal("smtpd_tls_cert_file = /real.pem\nsmtpd_tls_security_level = may\ntls_server_sni_maps = texthash:" + sandbox.Folder + "/ssltools_sni\n", sandbox["main.cf"]);
        Assert.Equal("a.example /k.pem /c.pem\n", sandbox["ssltools_sni"]);
        Assert.Empty(sandbox.PlanSet("a.example").Edits);

        sandbox.Write("main.cf", "smtpd_tls_cert_file=/etc/ssl/certs/ssl-cert-snakeoil.pem\nsmtpd_tls_key_file=/etc/ssl/private/ssl-cert-snakeoil.key\nsmtpd_tls_security_level=may\n");
        sandbox.Set("*.b.example");
        Assert.StartsWith("smtpd_tls_cert_file=/c.pem\nsmtpd_tls_key_file=/k.pem\n", sandbox["main.cf"]);
        Assert.Contains(".b.example /k.pem /c.pem\n", sandbox["ssltools_sni"]);
    }

    [Fact]
    public void The_name_that_gave_the_default_certificate_goes_on_giving_it()
    {
        using var sandbox = MailSandbox.Postfix(Plain);
        sandbox.Set("a.example");
        sandbox.Set("b.example", null, "/b.pem", "/b.key");
        sandbox.Set("a.example", null, "/c2.pem", "/k2.pem");
        Assert.Contains("smtpd_tls_cert_file = /c2.pem\nsmtpd_tls_key_file = /k2.pem\n", sandbox["main.cf"]);
        Assert.Equal("a.example /k2.pem /c2.pem\nb.example /b.key /b.pem\n", sandbox["ssltools_sni"]);
        sandbox.Set("own.example", null, "/own.pem", "/own.key");
        sandbox.Set("a.example", null, "/c3.pem", "/k3.pem");
        Assert.Contains("smtpd_tls_cert_file = /own.pem\n", sandbox["main.cf"]);
    }

    [Fact]
    public void A_table_of_the_administrators_is_edited_where_the_name_stands()
    {
        using var sandbox = MailSandbox.Postfix(Plain + "smtpd_tls_cert_file = /r\nsmtpd_tls_security_level = may\ntls_server_sni_maps = ldap:x,\n  hash:$config_directory/first texthash:second\n");
        sandbox.Write("first", "# c\nB.example\n /old.key\n# c\n /old.pem # kept?\nc.example /1 /2");
        sandbox.Write("second", "a.example /x\n");
        var plan = sandbox.PlanSet("b.example");
        Assert.Equal(["/usr/sbin/postmap", "-c", sandbox.Folder, "-F", $"hash:{sandbox.Folder}/first"], Assert.Single(plan.Commands).Run);
        Assert.Equal("# c\nb.example /k.pem /c.pem\nc.example /1 /2", System.Text.Encoding.Latin1.GetString(Assert.Single(plan.Edits).After!));
        Assert.Equal("# c\nB.example\n /old.key\n# c\n /old.pem # kept?\nc.example /1 /2\nd.example /k.pem /c.pem", System.Text.Encoding.Latin1.GetString(Assert.Single(sandbox.PlanSet("d.example").Edits).After!));
        Assert.Empty(sandbox.PlanSet("a.example").Commands);
    }

    [Fact]
    public void Each_service_is_read_with_its_own_parameters()
    {
        using var sandbox = MailSandbox.Postfix(
            "smtpd_tls_cert_file = /r.pem\nsmtpd_tls_security_level = may\ninet_interfaces = 192.0.2.1, [2001:db8::1]\ninet_protocols = all\n",
            "smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\nsubmission inet n - y - - smtpd\n  -o { smtpd_tls_cert_file = /a b }\n\n# no end\n\t-osmtpd_tls_key_file=/k\n"
            + "[::1]:465 inet n - y - - smtpd -o smtpd_tls_wrappermode=yes\n10025 inet n - y - - smtpd -o smtpd_tls_security_level=none\nlmtp unix - - y - - lmtp\n");
        Assert.Equal(
            ["25 Smtp /r.pem 192.0.2.1,2001:db8::1", "587 Smtp /a b 192.0.2.1,2001:db8::1", "465  /r.pem ::1"],
            sandbox.Server.Read().Select(b => $"{b.Port} {b.StartTls} {b.CertificatePath} {string.Join(",", b.Addresses)}"));
        Assert.Equal("[::1]:465", Assert.Single(sandbox.PlanSet("a.example", port: 465).Sites[0].Endpoints, endpoint => endpoint.StartTls is null).Address.ToString());
        var edit = Assert.Single(sandbox.PlanSet("own.example", port: 587, certificate: "/c d.pem").Edits);
        Assert.Contains("  -o { smtpd_tls_cert_file = /c d.pem }\n\n# no end\n\t-osmtpd_tls_key_file=/k.pem\n", System.Text.Encoding.Latin1.GetString(edit.After!));
    }

    [Theory]
    [InlineData("a = b\n  \nmissing\n", "main.cf:3")]
    [InlineData("\n continued\n", "main.cf:2")]
    [InlineData("a b = c\n", "main.cf:1")]
    [InlineData("= c\n", "main.cf:1")]
    public void What_can_not_be_read_is_told_with_its_line(string main, string place)
    {
        using var sandbox = MailSandbox.Postfix(main);
        var error = Assert.Throws<SslToolsException>(() => sandbox.PlanSet("own.example"));
        Assert.Equal("ConfigurationBroken", error.ErrorId);
        Assert.Contains(place, error.Message);
    }

    [Theory]
    [InlineData("smtp inet n - y -\n", "master.cf:1")]
    [InlineData("# c\nsmtp inet n - y - - smtpd { -o\n", "master.cf:2")]
    public void A_broken_service_is_told_with_its_line(string master, string place)
    {
        using var sandbox = MailSandbox.Postfix(Plain, master);
        Assert.Contains(place, Assert.Throws<SslToolsException>(() => sandbox.Server.Read()).Message);
    }

    [Fact]
    public void An_old_Postfix_serves_its_own_name_alone()
    {
        using var sandbox = MailSandbox.Postfix(Plain, version: "3.3.1");
        Assert.Equal("ServerTooOld", Assert.Throws<SslToolsException>(() => sandbox.PlanSet("a.example")).ErrorId);
        Assert.Contains("!TLSv1.1", System.Text.Encoding.Latin1.GetString(sandbox.PlanSet("own.example", SslTlsPolicy.Modern).Edits[0].After!));
    }

    [Fact]
    public void What_was_bound_by_hand_is_taken_out_by_name()
    {
        using var sandbox = MailSandbox.Postfix("smtpd_tls_cert_file = /r\nsmtpd_tls_security_level = may\ntls_server_sni_maps = texthash:$config_directory/sni\n");
        sandbox.Write("sni", "a.example /1\n  /2\nb.example /3 /4\n");
        sandbox.Remove(("a.example", null));
        Assert.Equal("b.example /3 /4\n", sandbox["sni"]);
        Assert.Equal("DefaultCertificateInUse", Assert.Throws<SslToolsException>(() => sandbox.Remove(("own.example", null))).ErrorId);
        sandbox.Remove(("own.example", null), ("b.example", null));
        Assert.Equal("smtpd_tls_cert_file = \nsmtpd_tls_security_level = none\ntls_server_sni_maps = texthash:$config_directory/sni\n", sandbox["main.cf"]);
        Assert.Equal("BindingNotFound", Assert.Throws<SslToolsException>(() => sandbox.Remove(("own.example", null))).ErrorId);
    }
}
