using System;
using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>lighttpd in a folder of its own.</summary>
public sealed class LighttpdFixture : ServerFixture
{
    private readonly string _lighttpd = Programs.Require("lighttpd", "lighttpd");
    private bool _started;

    public LighttpdFixture()
    {
        ConfigPath = Folder.Write("lighttpd.conf", $$"""
            var.folder = "{{Folder.Path}}"
            server.document-root = var.folder + "/www"
            server.bind = "127.0.0.1"
            server.port = {{HttpPort}}
            server.pid-file = var.folder + "/lighttpd.pid"
            server.errorlog = var.folder + "/error.log"
            server.modules = ( "mod_indexfile", "mod_staticfile" )
            index-file.names = ( "index.txt" )
            include "other.conf"
            include "sites/*.conf"

            """);
        Folder.Write("other.conf", "# nothing yet\n");
    }

    public override string Name => "lighttpd";

    public override string ConfigPath { get; }

    public override string Options => "-TlsPolicy Intermediate";

    /// <summary>Its process id; the same before and after a reload.</summary>
    public string ProcessId => File.ReadAllText(Folder["lighttpd.pid"]).Trim();

    /// <summary>Where the copies of certificates lie that it has for itself.</summary>
    public string Copies => Folder["certs"];

    public override string AddSite(string hostName)
    {
        Folder.Write($"www/{hostName}/index.txt", hostName);
        return Folder.Write($"sites/{hostName}.conf", $$"""
            # {{hostName}}
            $HTTP["host"] =~ "^(www\.)?{{hostName.Replace(".", "\\.")}}(:\d+)?$" {
            	server.document-root = var.folder + "/www/{{hostName}}"   # its files
            }

            """);
    }

    /// <summary>Has it give root's rights away, as the packages of distributions do.</summary>
    public void RunAs(string account)
    {
        Stop();
        File.AppendAllText(ConfigPath, $"server.username = \"{account}\"\n");
        Folder.Write("error.log", "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(Folder["error.log"], (UnixFileMode)0b110_110_110);
        }

        Start();
    }

    public override void Start()
    {
        Programs.Run(_lighttpd, "-f", ConfigPath).Succeeded();
        _started = true;
    }

    public override void Stop()
    {
        if (!_started) return;
        var id = ProcessId;
        Programs.Run("kill", "-INT", id).Succeeded();
        Assert.True(System.Threading.SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{id}"), 20_000), "lighttpd does not stop");
        _started = false;
    }

    public override string BreakElsewhere()
    {
        Folder.Write("other.conf", "server.max-connections = ( \"no\", \"number\" )\n");
        return "max-connections";
    }
}
