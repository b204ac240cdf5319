using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>A whole Postfix of its own: configuration, queue, data and log in one folder. It needs root.</summary>
public sealed class PostfixFixture : MailServerFixture
{
    private readonly string _postfix = Programs.Require("postfix", "postfix");
    private bool _started;

    public PostfixFixture()
    {
        Assert.SkipUnless(System.Environment.IsPrivilegedProcess, "Postfix is started by root alone.");
        var data = Directory.CreateDirectory(Folder["data"]).FullName;
        Directory.CreateDirectory(Folder["queue"]);
        Programs.Run("chown", "postfix", data).Succeeded();
        ConfigPath = Folder.Write("etc/main.cf", $"""
            # The shop's mail
            compatibility_level = 3.6
            myhostname = shop.example
            queue_directory = {Folder["queue"]}
            data_directory = {data}
            maillog_file_prefixes = {Folder.Path}
            maillog_file = {Folder["mail.log"]}
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            mydestination =
            alias_maps =
            alias_database =
            local_recipient_maps =
              # none

            """);
        AddServices($"127.0.0.1:{HttpsPort} inet n - n - - smtpd");
    }

    public override string Name => "postfix";

    public override string OpenSslStartTls => "smtp";

    public override string ConfigPath { get; }

    public string MasterPath => Folder["etc", "master.cf"];

    public string Log => File.ReadAllText(Folder["mail.log"]);

    protected override string Greeting => "220 ";

    protected override IReadOnlyList<(string Command, string Answer)> StartTls => [("EHLO client.example", "250 "), ("STARTTLS", "220 ")];

    protected override (string Command, string Answer) Hello => ("EHLO client.example", "250 ");

    /// <summary>Writes master.cf, with services that take mail.</summary>
    public void AddServices(params string[] services) => Folder.Write("etc/master.cf", string.Concat(services.Select(service => service + "\n")) + """
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """);

    /// <summary>Adds parameters.</summary>
    public void Configure(string lines) => File.AppendAllText(ConfigPath, lines);

    /// <summary>What is served where TLS begins at once.</summary>
    public string? ServedAtOnce(string hostName, int port) => Served(hostName, port, []);

    public override void Start()
    {
        // Each program of Postfix waits while main.cf is younger than two seconds: it might still be being written.
        File.SetLastWriteTimeUtc(ConfigPath, System.DateTime.UtcNow.AddMinutes(-1));
        Programs.Run(_postfix, "-c", Path.GetDirectoryName(ConfigPath)!, "start").Succeeded();
        _started = true;
    }

    public override void Stop()
    {
        if (!_started) return;
        _started = false;

        // The group of the master and all its processes, as 'postfix stop' ends them where they are slow.
        var id = int.Parse(Programs.Run("cat", Folder["queue", "pid", "master.pid"]).Output.Trim(), CultureInfo.InvariantCulture);
        using var master = Process.GetProcessById(id);
        Programs.Run("kill", "-9", "--", $"-{id}").Succeeded();
        Assert.True(master.WaitForExit(10_000));
    }

    public override string BreakElsewhere()
    {
        File.AppendAllText(MasterPath, "other unix perhaps - n - - smtpd\n");
        return "invalid private field";
    }

    protected override IEnumerable<string> ConfigurationFiles() => Directory.EnumerateFiles(Path.GetDirectoryName(ConfigPath)!, "*").Where(file => !Path.GetFileName(file).StartsWith('.'));
}
