using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>HAProxy in master-worker mode, with one frontend that tells its sites apart, and a stats socket.</summary>
public sealed class HaproxyFixture : ServerFixture
{
    private readonly string _haproxy = Programs.Require("haproxy", "haproxy");
    private bool _started;

    public HaproxyFixture()
    {
        ConfigPath = Folder.Write("haproxy.cfg", $"""
            # made by a test
            global
            	stats socket {Folder["admin.sock"]} mode 600 level admin expose-fd listeners
            	maxconn 200
            defaults
            	mode http
            	timeout connect 5s
            	timeout client 5s
            	timeout server 5s

            frontend web
            	bind 127.0.0.1:{HttpPort}   # plain

            backend unused
            	server one 127.0.0.1:1

            """);
    }

    public override string Name => "haproxy";

    public override string ConfigPath { get; }

    /// <summary>How it is started, beside its configuration.</summary>
    public string[] Arguments { get; set; } = ["-W", "-D"];

    /// <summary>The processes, the master first.</summary>
    public IReadOnlyList<int> Processes => Programs.Run("pgrep", "-f", ConfigPath).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();

    /// <summary>The files made beside the configuration.</summary>
    public IReadOnlyList<string> Made => Directory.Exists(Folder["ssltools"]) ? Directory.EnumerateFiles(Folder["ssltools"]).Select(file => Path.GetFileName(file)!).Order().ToList() : [];

    public string PathOf(string file) => Folder[file];

    public string Write(string file, string content) => Folder.Write(file, content);

    public void Replace(string old, string @new)
    {
        var text = File.ReadAllText(ConfigPath);
        Assert.Contains(old, text);
        File.WriteAllText(ConfigPath, text.Replace(old, @new));
    }

    public override string AddSite(string hostName)
    {
        Replace("\nbackend unused", $"\thttp-request return status 200 content-type text/plain string \"{hostName}\" if {{ hdr(host),field(1,:) -i {hostName} }}\n\nbackend unused");
        return ConfigPath;
    }

    public override void Start()
    {
        Programs.Run(_haproxy, [.. Arguments, "-f", ConfigPath, "-p", Folder["pid"]]).Succeeded();
        _started = true;
        Assert.True(SpinWait.SpinUntil(() => File.Exists(Folder["pid"]) && File.Exists(Folder["admin.sock"]), 10_000));
    }

    public override void Stop()
    {
        if (!_started) return;
        _started = false;
        foreach (var id in Processes) Programs.Run("kill", $"{id}");
        Assert.True(SpinWait.SpinUntil(() => Processes.Count == 0, 10_000));
    }

    public override string BreakElsewhere()
    {
        Replace("\tserver one", "\tno_such_keyword\n\tserver one");
        return "no_such_keyword";
    }

    protected override IEnumerable<string> ConfigurationFiles() =>
        Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cfg" or ".crtlist" or ".lst");
}
