using System.Linq;
using Xunit;

namespace SslTools.Tests.WebServers;

public class NginxSetTests
{
    private const string Simple = "server {\n    listen 80;\n    server_name a.example;\n    root /srv;\n}\n";

    [Fact]
    public void The_lines_follow_the_names_in_the_blocks_own_indentation()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", Simple);
        Assert.Equal(
            Simple.Replace("a.example;\n", "a.example;\n    listen 443 ssl;\n    ssl_certificate /c.pem;\n    ssl_certificate_key /k.pem;\n"),
            sandbox.Changed("a.example"));
    }

    [Theory]
    // Tabs, comments at the end of the line, line ends of Windows, one line, no final line end, a byte order mark, bytes that are no UTF-8.
    [InlineData("server {\n\tlisten 80; # x\n\tserver_name a.example; # y; }\n}", "y; }\n\tlisten 443 ssl;\n\tssl_certificate")]
    [InlineData("server {\r\n  listen 80;\r\n  server_name a.example;\r\n}\r\n", "a.example;\r\n  listen 443 ssl;\r\n  ssl_certificate /c.pem;\r\n")]
    [InlineData("server{listen 80;server_name a.example;}", "server{listen 80;server_name a.example; listen 443 ssl; ssl_certificate /c.pem; ssl_certificate_key /k.pem;}")]
    [InlineData("\uFEFFserver {\n listen 80;\n server_name a.example;\n}", "a.example;\n listen 443 ssl;")]
    [InlineData("# héllo\nserver { # first\n  root '/a b';\n  server_name a.example; listen 80;\n}", "listen 80;\n  listen 443 ssl;\n")]
    [InlineData("server {\n  return 301 /x;\n  listen 80;\n  server_name a.example;\n}", "server {\n  listen 443 ssl;\n")]
    public void Every_style_is_followed(string config, string expected)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", config);
        Assert.Contains(expected, sandbox.Changed("a.example"));
    }

    [Theory]
    [InlineData("listen 80;", "listen 443 ssl;")]
    [InlineData("listen *:80;", "listen *:443 ssl;")]
    [InlineData("listen 127.0.0.1:80;", "listen 127.0.0.1:443 ssl;")]
    [InlineData("listen 127.0.0.1;", "listen 127.0.0.1:443 ssl;")]
    [InlineData("listen 80; listen [::]:80;", "listen 443 ssl; listen [::]:443 ssl;")]
    [InlineData("listen [::]:80 ipv6only=off;", "listen [::]:443 ssl ipv6only=off;")]
    [InlineData("listen 80 default_server;", "listen 443 ssl;")]
    [InlineData("listen 80 proxy_protocol;", "listen 443 ssl proxy_protocol;")]
    [InlineData("listen 443 quic reuseport; listen 80;", "listen 443 ssl;")]
    [InlineData("listen unix:/run/a.sock;", "listen 443 ssl;")]
    [InlineData("listen 8443 ssl;", "listen 443 ssl;")]
    [InlineData("listen 443;", "listen 443 ssl;")]
    public void The_site_listens_where_it_did_before(string before, string added)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", $"server {{ {before} server_name a.example; }}");
        Assert.Contains(added + " ", sandbox.Changed("a.example"));
    }

    [Fact]
    public void A_block_without_listen_keeps_its_plain_port()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", "server { server_name a.example; }");
        Assert.Matches("listen (80|8000); listen 443 ssl;", sandbox.Changed("a.example"));
    }

    [Theory]
    [InlineData("listen 443 ssl; ssl_certificate /old.pem; ssl_certificate_key /old.key;")]
    [InlineData("listen 443 ssl http2; ssl_certificate /old.pem; ssl_certificate_key /old.key;")]
    [InlineData("ssl on; listen 443; ssl_certificate '/old.pem'; ssl_certificate_key \"/old.key\";")]
    public void What_stands_there_is_replaced_in_place(string tls)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", $"server {{ {tls} server_name a.example; }}");
        var expected = tls.Replace("'", "").Replace("\"", "").Replace("/old.pem", "/c.pem").Replace("/old.key", "/k.pem");
        Assert.Equal($"server {{ {expected} server_name a.example; }}", sandbox.Changed("a.example"));
    }

    [Fact]
    public void The_block_with_HTTPS_on_the_port_is_preferred_and_the_other_gets_the_redirect()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", "server { listen 80; server_name a.example; }\nserver { listen 443 ssl; server_name a.example; ssl_certificate /o; ssl_certificate_key /o; }\n");
        Assert.Equal(
            "server { listen 80; server_name a.example; if ($scheme = http) { return 301 https://$host$request_uri; } }\n"
            + "server { listen 443 ssl; server_name a.example; ssl_certificate /c.pem; ssl_certificate_key /k.pem; }\n",
            sandbox.Changed("a.example", redirect: true));
    }

    [Fact]
    public void A_plan_for_what_is_there_already_changes_nothing()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", Simple);
        sandbox.Write("sites/a", sandbox.Changed("a.example", 8443, true, true, SslTlsPolicy.Modern));
        Assert.Empty(sandbox.PlanSet("a.example", 8443, true, true, SslTlsPolicy.Modern).Edits);
        Assert.Contains("return 301 https://$host:8443$request_uri;", sandbox["sites/a"]);
    }

    [Fact]
    public void HSTS_is_not_sent_over_plain_HTTP_and_keeps_inherited_headers()
    {
        using var sandbox = new NginxSandbox("events {} http { add_header X-Frame-Options\n 'DENY' always; include sites/*; }");
        sandbox.Write("sites/a", "server { listen 80; server_name a.example; location / { add_header A b; } }\nserver { listen 443 ssl; server_name b.example; }");
        var plan = sandbox.PlanSet("a.example", hsts: true);
        var text = System.Text.Encoding.UTF8.GetString(plan.Edits[0].After!);
        Assert.Contains("add_header X-Frame-Options 'DENY' always; set $ssltools_hsts \"\"; if ($https) { set $ssltools_hsts \"max-age=63072000\"; } add_header Strict-Transport-Security $ssltools_hsts always;", text);
        Assert.Equal(2, plan.Warnings.Count);
        Assert.Contains("add_header Strict-Transport-Security \"max-age=63072000\" always;", sandbox.Changed("b.example", hsts: true));
    }

    [Theory]
    [InlineData("3.0.2", "1.22.1", "ssl_ecdh_curve X25519:prime256v1:secp384r1;", true)]
    [InlineData("3.5.0", "1.29.3", "ssl_ecdh_curve X25519MLKEM768:X25519:prime256v1:secp384r1;", false)]
    public void A_policy_asks_only_for_what_the_program_knows(string openSsl, string version, string curves, bool tickets)
    {
        using var sandbox = new NginxSandbox { OpenSsl = openSsl, Version = version };
        sandbox.Write("sites/a", "server { listen 80; server_name a.example; ssl_protocols TLSv1; }");
        var text = sandbox.Changed("a.example", policy: SslTlsPolicy.Intermediate);
        Assert.Contains(curves, text);
        Assert.Contains("ssl_protocols TLSv1.2 TLSv1.3;", text);
        Assert.DoesNotContain("TLSv1;", text);
        Assert.Equal(tickets, text.Contains("ssl_session_tickets off;"));
    }

    [Fact]
    public void A_default_site_with_other_versions_is_warned_of()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/0", "server { listen 443 ssl default_server; server_name _; ssl_certificate /o; ssl_certificate_key /o; }");
        sandbox.Write("sites/a", Simple);
        Assert.Contains("sites/0:1", Assert.Single(sandbox.PlanSet("a.example", policy: SslTlsPolicy.Modern).Warnings));
    }

    [Theory]
    [InlineData("/a b/c.pem", "ssl_certificate \"/a b/c.pem\";")]
    [InlineData("/q\"'/c.pem", "ssl_certificate \"/q\\\"'/c.pem\";")]
    [InlineData("/a;}/c.pem", "ssl_certificate \"/a;}/c.pem\";")]
    [InlineData("/é#/c.pem", "ssl_certificate \"/é#/c.pem\";")]
    public void Paths_are_written_so_that_nginx_reads_them_back(string path, string line)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", Simple);
        var request = new BindingRequest { HostNames = ["a.example"], Port = 443, CertificatePath = path, PrivateKeyPath = "/k" };
        var edit = sandbox.Server.PlanSet(request).Edits.Single();
        Assert.Contains(line, System.Text.Encoding.UTF8.GetString(edit.After!));
        sandbox.Write("sites/a", System.Text.Encoding.UTF8.GetString(edit.After!));
        Assert.Equal(path, Assert.Single(sandbox.Server.Read()).CertificatePath);
    }

    [Theory]
    [InlineData("/a$b/c.pem")]
    [InlineData("/a\nb/c.pem")]
    public void A_path_that_nginx_would_misread_is_refused(string path)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", Simple);
        var request = new BindingRequest { HostNames = ["a.example"], Port = 443, CertificatePath = path, PrivateKeyPath = "/k" };
        Assert.Equal("PathNotUsable", Assert.Throws<SslToolsException>(() => sandbox.Server.PlanSet(request)).ErrorId);
    }

    [Theory]
    [InlineData("server { listen 80; server_name a.example; include tls.inc; }", "SettingIncluded")]
    [InlineData("server { listen 80; server_name a.example; } server { listen 443; server_name b; }", "PortNotHttps")]
    [InlineData("server { listen 80; server_name b.example; }", "SiteNotFound")]
    [InlineData("server { listen 80 default_server; server_name _; }", "SiteNotFound")]
    public void What_can_not_be_done_safely_is_refused(string config, string errorId)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("tls.inc", "ssl_certificate /shared.pem;");
        sandbox.Write("sites/a", config);
        Assert.Equal(errorId, Assert.Throws<SslToolsException>(() => sandbox.PlanSet("a.example")).ErrorId);
    }

    [Fact]
    public void A_port_of_the_stream_block_is_taken()
    {
        using var sandbox = new NginxSandbox("events {} stream { server { listen 443; proxy_pass x; } } http { include sites/*; }");
        sandbox.Write("sites/a", Simple);
        Assert.Equal("PortNotHttps", Assert.Throws<SslToolsException>(() => sandbox.PlanSet("a.example")).ErrorId);
    }

    [Fact]
    public void Several_certificates_become_one_with_a_warning()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", "server {\n  listen 443 ssl;\n  server_name a.example;\n  ssl_certificate /1;\n  ssl_certificate_key /1;\n  ssl_certificate /2;\n  ssl_certificate_key /2;\n}\n");
        var plan = sandbox.PlanSet("a.example");
        Assert.Single(plan.Warnings);
        Assert.Equal(
            "server {\n  listen 443 ssl;\n  server_name a.example;\n  ssl_certificate /c.pem;\n  ssl_certificate_key /k.pem;\n}\n",
            System.Text.Encoding.UTF8.GetString(plan.Edits.Single().After!));
    }

    [Fact]
    public void A_wildcard_listen_is_proved_past_a_site_with_the_loopback_address_of_its_own()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", "server { listen 443 ssl; server_name a.example; } server { listen 127.0.0.2:443 ssl; server_name b.example; }");
        Assert.Equal("127.0.0.1:443", sandbox.PlanSet("a.example").Sites[0].Endpoints.Single().Address.ToString());
        Assert.Equal("127.0.0.2:443", sandbox.PlanSet("b.example").Sites[0].Endpoints.Single().Address.ToString());
    }
}
