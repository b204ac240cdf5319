using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>nginx with its own prefix.</summary>
public sealed class NginxFixture : ServerFixture
{
    private readonly string _nginx = Programs.Require("nginx", "nginx-light");
    private bool _started;

    public NginxFixture()
    {
        ConfigPath = Folder.Write("nginx.conf", $$"""
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
                include other.conf;
                include sites/*.conf;
            }

            """);
        Folder.Write("other.conf", "# nothing yet\n");
    }

    public override string Name => "nginx";

    public override string ConfigPath { get; }

    public override string AddSite(string hostName) => Folder.Write($"sites/{hostName}.conf", $$"""
        # {{hostName}}
        server {
        	listen 127.0.0.1:{{HttpPort}};
        	server_name {{hostName}} www.{{hostName}};   # its names
        	location / { return 200 "{{hostName}}"; }
        }
        """);

    /// <summary>Adds a site on plain HTTP that serves a folder to a host and all below it.</summary>
    /// <returns>The folder. The server's own user may read it, as it may read others.</returns>
    public string AddFolder(string hostName)
    {
        var root = Directory.CreateDirectory(Folder["www"]).FullName;
        if (!System.OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_101_101);
        Folder.Write($"sites/{hostName}.conf", $$"""
            server {
            	listen 127.0.0.1:{{HttpPort}};
            	server_name {{hostName}} *.{{hostName}};
            	root {{root}};
            	location = / { return 200 "{{hostName}}"; }
            }
            """);
        return root;
    }

    public override void Start()
    {
        Programs.Run(_nginx, "-p", Folder.Path, "-c", ConfigPath, "-e", Folder["error.log"]).Succeeded();
        _started = true;
    }

    public override void Stop()
    {
        if (!_started) return;
        File.WriteAllText(Folder["stop.conf"], "pid nginx.pid; events {}");
        Programs.Run(_nginx, "-p", Folder.Path, "-c", Folder["stop.conf"], "-e", Folder["error.log"], "-s", "stop").Succeeded();
        Assert.True(System.Threading.SpinWait.SpinUntil(() => !File.Exists(Folder["nginx.pid"]), 10_000));
        _started = false;
    }

    public override string BreakElsewhere()
    {
        Folder.Write("other.conf", "no_such_directive on;\n");
        return "no_such_directive";
    }
}
