using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>Caddy with its folders and its administration port in a folder of the test.</summary>
public sealed class CaddyFixture : ServerFixture
{
    private readonly string _caddy = Programs.Require("caddy", "caddy");
    private readonly int _adminPort = FreePort.Next();
    private Process? _process;

    public CaddyFixture()
    {
        ConfigPath = Folder.Write("Caddyfile", $$"""
            {
            	admin localhost:{{_adminPort}}
            	auto_https off
            	http_port {{HttpPort}}
            }
            (answers) {
            	header Server {args.0}
            	respond {args.0}
            }
            import other.caddy
            import sites/*.caddy

            """);
        Folder.Write("other.caddy", "# nothing yet\n");
    }

    public override string Name => "caddy";

    public override string ConfigPath { get; }

    public override string AddSite(string hostName) => Folder.Write($"sites/{hostName}.caddy", $$"""
        # {{hostName}}
        http://{{hostName}}, http://www.{{hostName}} {   # its names
          bind 127.0.0.1
          import answers {{hostName}}
        }
        """);

    public override void Start()
    {
        using var serving = new ManualResetEventSlim();
        var start = new ProcessStartInfo(_caddy, ["run", "--config", ConfigPath, "--adapter", "caddyfile"]) { RedirectStandardError = true };
        foreach (var name in new[] { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME" }) start.Environment[name] = Folder.Path;
        _process = new Process { StartInfo = start };
        var said = new StringBuilder();
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (said) said.AppendLine(line.Data);
            if (line.Data is null || line.Data.Contains("serving initial configuration")) serving.Set();
        };
        _process.Start();
        _process.BeginErrorReadLine();
        Assert.True(serving.Wait(TimeSpan.FromSeconds(30)) && !_process.HasExited, said.ToString());
    }

    public override void Stop()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public override string BreakElsewhere()
    {
        Folder.Write("other.caddy", $"http://other.example:{HttpPort} {{\n\tno_such_directive on\n}}\n");
        return "no_such_directive";
    }

    protected override IEnumerable<string> ConfigurationFiles() =>
        Directory.EnumerateFiles(Folder.Path, "*.caddy", SearchOption.AllDirectories).Append(ConfigPath);
}
