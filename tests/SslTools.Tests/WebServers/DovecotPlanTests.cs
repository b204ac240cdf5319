using System.Linq;
using Xunit;

namespace SslTools.Tests.WebServers;

public class DovecotPlanTests
{
    private static string After(MailSandbox sandbox, string host, SslTlsPolicy? policy = null, string certificate = "/c.pem") =>
        System.Text.Encoding.Latin1.GetString(Assert.Single(sandbox.PlanSet(host, policy, certificate).Edits).After!);

    [Theory]
    // Styles: comments, line ends of Windows, no final line end, a backslash, said twice, quotes.
    [InlineData("ssl = no # x\n", "ssl = yes # x\nssl_cert = </c.pem\nssl_key = </k.pem\n")]
    [InlineData("\tssl=required\r\n", "\tssl=required\r\n\tssl_cert = </c.pem\r\n\tssl_key = </k.pem\r\n")]
    [InlineData("a = b", "a = b\nssl_cert = </c.pem\nssl_key = </k.pem")]
    [InlineData("", "ssl_cert = </c.pem\nssl_key = </k.pem\n")]
    [InlineData("ssl_cert = \\\n  </o # 1\nssl_key = </a\nssl_key=< /b", "ssl_cert = </c.pem # 1\nssl_key = </a\nssl_key=</k.pem")]
    [InlineData("ssl_cert = </o\nssl_key = </o\nssl_alt_cert = </2\n", "ssl_cert = </c.pem\nssl_key = </k.pem\nssl_alt_cert = \n")]
    [InlineData("protocol imap {\n  ssl_cert = </o\n}\nssl_key = </o\n", "protocol imap {\n  ssl_cert = </c.pem\n}\nssl_key = </k.pem\n")]
    [InlineData("local_name a.example {\n  ssl_cert = </a\n}\n", "ssl_cert = </c.pem\nssl_key = </k.pem\nlocal_name a.example {\n  ssl_cert = </a\n}\n")]
    public void The_servers_own_name_has_the_default_certificate(string before, string after)
    {
        using var sandbox = MailSandbox.Dovecot(before);
        Assert.Equal(after, After(sandbox, "own.example"));
        Assert.Equal(
            ["127.0.0.1:993  own.example", "127.0.0.1:143 Imap own.example", "127.0.0.1:993  ", "127.0.0.1:143 Imap "],
            sandbox.PlanSet("own.example").Sites[0].Endpoints.Select(endpoint => $"{endpoint.Address} {endpoint.StartTls} {endpoint.ServerName}"));
    }

    [Theory]
    [InlineData("ssl = yes\nssl_server_cert_file = '/o'\nssl_server_key_file = /o\n", "ssl = yes\nssl_server_cert_file = /c.pem\nssl_server_key_file = /k.pem\n")]
    [InlineData("ssl_server {\n  cert_file = /o\n  key_file = \"/o\"\n}\n", "ssl_server {\n  cert_file = /c.pem\n  key_file = /k.pem\n}\n")]
    public void Version_2_4_names_files(string before, string after)
    {
        using var sandbox = MailSandbox.Dovecot(before, "2.4.1-4");
        Assert.Equal(after, After(sandbox, "own.example"));
        Assert.Contains("= \"/it's \\\"a\\\" #b/c.pem\"\n", After(sandbox, "own.example", null, "/it's \"a\" #b/c.pem"));
    }

    [Theory]
    // The first block that answers a name counts in 2.3, the last in 2.4.
    [InlineData("2.3.19", "*.b.example", "a.b.example", "ABO")]
    [InlineData("2.4.1", "*.b.example", "a.b.example", "OAB")]
    [InlineData("2.3.19", "a.b.example", "*.b.example", "OAB")]
    [InlineData("2.4.1", "a.b.example", "*.b.example", "ABO")]
    [InlineData("2.3.19", "x.example", "a.b.example", "OAB")]
    public void The_more_exact_block_counts(string version, string there, string added, string order)
    {
        var (certificate, sign) = version[2] == '4' ? ("ssl_server_cert_file", "") : ("ssl_cert", "<");
        using var sandbox = MailSandbox.Dovecot($"{certificate} = {sign}/d\nlocal_name {there} {{\n  {certificate} = {sign}/o\n}}\n", version);
        var text = After(sandbox, added);
        Assert.Equal(order == "OAB", text.IndexOf($"local_name {there} {{") < text.IndexOf($"local_name {added} {{"));
        Assert.Contains($"local_name {added} {{\n  {certificate} = {sign}/c.pem\n  {certificate.Replace("cert", "key")} = {sign}/k.pem\n}}\n", text);
    }

    [Fact]
    public void Includes_are_followed_and_the_last_setting_counts()
    {
        using var sandbox = MailSandbox.Dovecot("!include conf.d/*.conf\n!include_try nothing.conf\nprotocols = $protocols pop3\nlisten = 192.0.2.1\n");
        sandbox.Write("conf.d/10.conf", "ssl_cert = </etc/ssl/certs/ssl-cert-snakeoil.pem\nssl_key = </s\n");
        sandbox.Write("conf.d/20.conf", "service pop3-login {\n  inet_listener pop3 {\n    address = ::1\n  }\n}\nservice imap-login {\n  inet_listener imap {\n    port = 0\n  }\n}\n");
        var plan = sandbox.PlanSet("a.example", SslTlsPolicy.Intermediate);
        Assert.EndsWith("conf.d/10.conf", Assert.Single(plan.Edits).Path);
        Assert.StartsWith("ssl_cert = </c.pem\nssl_key = </k.pem\nssl_min_protocol = TLSv1.2\nssl_cipher_list = ECDHE-", System.Text.Encoding.Latin1.GetString(plan.Edits[0].After!));
        Assert.Equal(["993 192.0.2.1", "110 ::1", "995 192.0.2.1"], sandbox.Server.Read().Select(b => $"{b.Port} {b.Addresses[0]}"));
        Assert.Equal("192.0.2.1:993", plan.Sites[0].Endpoints[0].Address.ToString());
    }

    [Fact]
    public void Ports_where_TLS_begins_at_once_are_new_where_there_was_no_TLS()
    {
        using var sandbox = MailSandbox.Dovecot("ssl = no\n");
        Assert.Equal(["0.0.0.0:993", "[::]:993"], sandbox.PlanSet("own.example").NewListeners.Select(listener => listener.Address.ToString()));
    }

    [Theory]
    [InlineData("a\n", 1)]
    [InlineData("# c\n}\n", 2)]
    [InlineData("a {\nb {\n}\n", 1)]
    [InlineData("a { b = c }\n", 1)]
    [InlineData("\n!include nothing.conf\n", 2)]
    [InlineData("!include dovecot.conf\n", 1)]
    [InlineData("a = b \\\n\nc\n", 3)]
    public void What_can_not_be_read_is_told_with_its_line(string main, int line)
    {
        using var sandbox = MailSandbox.Dovecot(main);
        var error = Assert.Throws<SslToolsException>(() => sandbox.PlanSet("own.example"));
        Assert.Equal("ConfigurationBroken", error.ErrorId);
        Assert.Contains($"dovecot.conf:{line}'", error.Message);
    }

    [Fact]
    public void What_was_bound_by_hand_is_taken_out_by_name()
    {
        using var sandbox = MailSandbox.Dovecot("ssl_cert = </d\nssl_key = </e\nlocal_name a.example {\n  ssl_cert = </a\n  ssl_key = </a\n}\nlocal_name b.example {\n  ssl_cert = </b\n  x = y\n}\n");
        sandbox.Remove(("a.example", null));
        Assert.Equal("DefaultCertificateInUse", Assert.Throws<SslToolsException>(() => sandbox.Remove(("own.example", null))).ErrorId);
        sandbox.Remove(("own.example", null), ("b.example", null));
        Assert.Equal("ssl_cert = \nssl_key = \nssl = no\nlocal_name b.example {\n  x = y\n}\n", sandbox["dovecot.conf"]);
        Assert.Equal("BindingNotFound", Assert.Throws<SslToolsException>(() => sandbox.Remove(("own.example", null))).ErrorId);
    }
}
