using System.IO;
using System.Linq;
using Xunit;

namespace SslTools.Tests.WebServers;

public class NginxParserTests
{
    [Theory]
    [InlineData("server { listen 443 ssl; server_name a.example; location ~ \\.php$ { x '}'; } }")]
    [InlineData("map $a $b { default 0; \"~^/x{1,2}$\" 1; '~*a;b' 2; } server { listen 443 ssl; server_name a.example; }")]
    [InlineData("server { listen 443 ssl; server_name a.example; set $x ${y}z; if ($x ~ \"a{2}\") { return 403; } }")]
    [InlineData("server { listen 443 ssl; server_name a.example; # } ' \" {\n }")]
    [InlineData("server { listen 443 ssl; server_name 'a.example'; log_format x '$a \"$b\" \\'c\\''; }")]
    [InlineData("server { listen 443 ssl; server_name \"a.example\" b#c; }")]
    [InlineData("server { listen 443 ssl; server_name a.example; content_by_lua_block { local s = \"}\" -- }\n local t = [[ } ]] --[[ } ]] if x then y = {} end } }")]
    [InlineData("server{listen 443 ssl;server_name a.example;}types{text/html html htm;}")]
    [InlineData("server\n{\n listen\n 443\n ssl\n;\n server_name a.example;\n}")]
    [InlineData("geo $x { default 0; 10.0.0.0/8 1; include not-there; } server { listen 443 ssl; server_name a.example; }")]
    public void What_nginx_reads_is_read(string config)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", config);
        var binding = Assert.Single(sandbox.Server.Read());
        Assert.Equal("a.example", binding.HostName);
        Assert.Equal(443, binding.Port);
    }

    [Theory]
    [InlineData("server {\n listen 80;\n", 3, "unexpected end of file")]
    [InlineData("server {\n listen 80;\n}\n}\n", 4, "unexpected \"}\"")]
    [InlineData("server {\n listen 80\n}\n", 3, "unexpected \"}\"")]
    [InlineData("server {\n root 'a;\n}\n", 2, "closing '")]
    [InlineData("server {\n root 'a'b;\n}\n", 2, "unexpected \"b\"")]
    [InlineData("\n;\n", 2, "unexpected \";\"")]
    [InlineData("a b", 1, "unexpected end of file")]
    [InlineData("server { content_by_lua_block { '}' }", 1, "unexpected end of file")]
    [InlineData("\n\ninclude nowhere.conf;", 3, "is not there")]
    [InlineData("include ../sites;", 1, "is a folder")]
    [InlineData("include sites/a;", 1, "includes itself")]
    public void A_broken_file_is_named_with_its_line(string config, int line, string why)
    {
        using var sandbox = new NginxSandbox();
        var path = sandbox.Write("sites/a", config);
        Directory.CreateDirectory(Path.Combine(sandbox.Folder, "..", "sites"));
        var error = Assert.Throws<SslToolsException>(() => sandbox.Server.Read());
        Assert.Equal("ConfigurationBroken", error.ErrorId);
        Assert.Contains($"{path}:{line}", error.Message);
        Assert.Contains(why, error.Message);
    }

    [Fact]
    public void Nesting_without_end_is_an_error_not_a_crash()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", string.Concat(Enumerable.Repeat("a {", 100_000)));
        Assert.Equal("ConfigurationBroken", Assert.Throws<SslToolsException>(() => sandbox.Server.Read()).ErrorId);
    }

    [Fact]
    public void Includes_are_followed_in_the_order_of_their_names_and_hidden_files_are_not()
    {
        using var sandbox = new NginxSandbox("events {} http { include conf.d/*.conf; include [s-t]ites/?/*; include none/*.conf; }");
        sandbox.Write("conf.d/b.conf", "server { listen 1 ssl; server_name b; }");
        sandbox.Write("conf.d/a.conf", "server { listen 2 ssl; server_name a; }");
        sandbox.Write("conf.d/.hidden.conf", "broken");
        sandbox.Write("conf.d/other.txt", "broken");
        sandbox.Write("sites/1/x", "server { include listen.inc; server_name c; }");
        sandbox.Write("sites/22/x", "broken");
        sandbox.Write("listen.inc", "listen 3 ssl;");
        Assert.Equal([2, 1, 3], sandbox.Server.Read().Select(binding => binding.Port));
    }

    [Fact]
    public void A_link_leads_to_the_file_that_is_edited()
    {
        Assert.SkipWhen(System.OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var sandbox = new NginxSandbox("events {} http { include enabled/*; }");
        var target = sandbox.Write("available/a", "server { listen 80; server_name a.example; }");
        Directory.CreateDirectory(Path.Combine(sandbox.Folder, "enabled"));
        File.CreateSymbolicLink(Path.Combine(sandbox.Folder, "enabled", "a"), "../available/a");
        Assert.Equal(target, sandbox.PlanSet("a.example").Edits.Single().Path);
    }

    [Theory]
    [InlineData("a.example", "*.example ~^a a.example", 2)]
    [InlineData("b.example", "*.example www.* ~^b", 0)]
    [InlineData("x.b.example", "*.example *.b.example", 1)]
    [InlineData("www.other", "~www www.*", 1)]
    [InlineData("api7.test", "~^web ~^API\\d+\\.test$", 1)]
    [InlineData("sub.dot.test", ".dot.test", 0)]
    [InlineData("dot.test", "*.dot.test .dot.test", 1)]
    [InlineData("*.example", "a.example *.example", 1)]
    [InlineData("10.0.0.1", "a.example 10.0.0.1", 1)]
    public void A_name_leads_to_the_site_that_nginx_would_choose(string host, string names, int expected)
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", string.Concat(names.Split(' ').Select(name => $"server {{ listen 443 ssl; server_name {name}; }}\n")));
        Assert.EndsWith($"sites/a:{expected + 1}", sandbox.PlanSet(host).Sites[0].Place.Replace('\\', '/'));
    }

    [Fact]
    public void The_nearest_names_are_suggested()
    {
        using var sandbox = new NginxSandbox();
        sandbox.Write("sites/a", "server { listen 80; server_name shop.example.com blog.example.com _; }");
        var error = Assert.Throws<SslToolsException>(() => sandbox.PlanSet("shpo.example.com"));
        Assert.StartsWith("The nearest names are: shop.example.com", error.RecommendedAction);
    }
}
