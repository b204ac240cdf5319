using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Engine.WebServers;
using SslTools.Ports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.WebServers;

public sealed class LighttpdTests : IProcessRunner, IDisposable
{
    private readonly TempFolder _folder = new();

    private string Config => _folder["lighttpd.conf"];

    private IWebServerInstance Server => new LighttpdServer(EngineProxy.Create((nameof(IEngine.Processes), this))).LocateAsync(Config, default).Result!;

    [Theory]
    [InlineData("$HTTP[\"host\"] == \"a.example\" { server.document-root = \"/a } # \\\"\" }")]
    [InlineData("if $HTTP[\"host\"] =~ \"^(www\\.)?a\\.example$\"\n{\n}\nelse { x.y = ( \"a\" => ( 1, 2 ), ) }")]
    [InlineData("var.n = \"a\" + \".example\"\r\n$HTTP[\"host\"] == n {\r\n}\r\n")]
    [InlineData("$HTTP[\"scheme\"] == \"https\" { a.b = 1 } elsif $HTTP[\"host\"] == \"a.example\" { c.d += ( \"x\",\n # no ) \"\n \"y\" ) }")]
    public void What_lighttpd_reads_is_read(string text)
    {
        _folder.Write("lighttpd.conf", text);
        Assert.Contains(Server.ReadSites(), site => site.Names.Contains("a.example"));
    }

    [Theory]
    [InlineData("$HTTP[\"host\"] == \"a\" {\n", 2, "unexpected end of file")]
    [InlineData("\n}\n", 2, "unexpected \"}\"")]
    [InlineData("a.b = \"x\n", 1, "missing closing quote")]
    [InlineData("a.b \"x\"\n", 1, "missing assignment operator")]
    [InlineData("a.b = ( 1, 2\n", 2, "missing \")\"")]
    [InlineData("include \"nowhere.conf\"", 1, "is not there")]
    [InlineData("include \"lighttpd.conf\"", 1, "includes itself")]
    public void A_broken_file_is_named_with_its_line(string text, int line, string why)
    {
        _folder.Write("lighttpd.conf", text);
        var error = Assert.Throws<SslToolsException>(() => Server.Read());
        Assert.Equal("ConfigurationBroken", error.ErrorId);
        Assert.Contains($":{line}", error.Message);
        Assert.Contains(why, error.Message);
    }

    [Theory]
    [InlineData("$SERVER[\"socket\"] == \":443\" { }\n$HTTP[\"host\"] == \"a.example\" { }", "PortNotHttps")]
    [InlineData("$SERVER[\"socket\"] == \":81\" {\n$HTTP[\"host\"] == \"a.example\" { }\n}", "SiteTiedToAddress")]
    [InlineData("$HTTP[\"host\"] == \"b.example\" { }", "SiteNotFound")]
    public void What_can_not_be_done_is_told(string text, string errorId)
    {
        _folder.Write("lighttpd.conf", text);
        Assert.Equal(errorId, Assert.Throws<SslToolsException>(() => Set("a.example")).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Setting_again_changes_nothing_and_removing_gives_the_original_bytes(int seed)
    {
        var random = new Random(seed);
        var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
        string Site(string name) => random.Next(3) switch
        {
            0 => $"$HTTP[\"host\"] == \"{name}\" {{ server.document-root = \"/{name}\" }}{newLine}",
            1 => $"  $HTTP[\"host\"] == \"{name}\"{newLine}  {{ # }}{newLine}\t\tx.y = \"\u00fc\"{newLine}  }}{newLine}",
            _ => $"$HTTP[\"host\"] == \"{name}\" {{{newLine}ssl.pemfile   = \"/old\"  # old{newLine}}}{newLine}",
        };
        var socket = random.Next(3) == 0 ? $"$SERVER[\"socket\"] == \":443\" {{{newLine} ssl.engine = \"enable\"{newLine} ssl.pemfile = \"/s\"{newLine}}}{newLine}" : "";
        var original = Encoding.Latin1.GetBytes("# first" + newLine + (random.Next(2) == 0 ? socket : "") + Site("a.example") + Site("b.example") + socket.Replace(":443", ":444") + "# last");
        _folder.Write("lighttpd.conf", "");
        System.IO.File.WriteAllBytes(Config, original);

        var records = new Dictionary<string, List<TextChange>> { ["a.example"] = [], ["b.example"] = [] };
        foreach (var host in records.Keys.OrderBy(_ => random.Next()))
        {
            for (var times = random.Next(1, 3); times > 0; times--) records[host].AddRange(Apply(Set(host, random.Next(2) == 0 ? "/c" : "/d")));
            Assert.Empty(Set(host, Server.Read().First(binding => binding.HostName == host).CertificatePath!).Edits);
        }

        foreach (var host in records.Keys.OrderBy(_ => random.Next()))
        {
            var record = new BindingRecord { Server = "lighttpd", ConfigPath = Config, HostName = host, Port = 443, CertificateName = "", Changes = records[host] };
            Apply(Server.PlanRemove(new BindingRequest { HostNames = [host], Port = 443 }, [record]));
        }

        Assert.Equal(Encoding.Latin1.GetString(original), Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(Config)));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    public void Dispose() => _folder.Dispose();

    string? IProcessRunner.Find(string program) => "/usr/sbin/" + program;

    Task<ProcessResult> IProcessRunner.RunAsync(string program, IReadOnlyList<string> arguments, string? input, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(new ProcessResult(0, "lighttpd/1.4.69 (ssl) - a light and fast webserver\n", ""));

    private static IReadOnlyList<TextChange> Apply(ServerPlan plan)
    {
        foreach (var edit in plan.Edits) System.IO.File.WriteAllBytes(edit.Path, edit.After!);
        return plan.Sites.SelectMany(site => site.Changes).ToList();
    }

    private ServerPlan Set(string host, string path = "/c") =>
        Server.PlanSet(new BindingRequest { HostNames = [host], Port = 443, CertificatePath = path, PrivateKeyPath = path + ".key" });
}
