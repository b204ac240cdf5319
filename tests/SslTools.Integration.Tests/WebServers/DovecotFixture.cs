using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>A Dovecot of its own, for IMAP. It needs root.</summary>
public sealed class DovecotFixture : MailServerFixture
{
    private readonly string _dovecot = Programs.Require("dovecot", "dovecot-imapd");
    private bool _started;

    public DovecotFixture()
    {
        Assert.SkipUnless(System.Environment.IsPrivilegedProcess, "Dovecot is started by root alone.");
        Programs.Run("chown", "65534", Directory.CreateDirectory(Folder["home"]).FullName).Succeeded();
        ConfigPath = Folder.Write("dovecot.conf", $$"""
            # The shop's mail
            base_dir = {{Folder["run"]}}
            state_dir = {{Folder["run"]}}
            log_path = {{Folder["dovecot.log"]}}
            hostname = shop.example
            listen = 127.0.0.1
            protocols = imap pop3
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home={{Folder["home"]}}
            }
            mail_location = maildir:~/mail
            service imap-login {
              inet_listener imap {
                port = {{HttpsPort}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service pop3-login {
              inet_listener pop3 {
                port = 0
              }
              inet_listener pop3s {
                port = 0
              }
            }
            !include conf.d/*.conf

            """);
        Folder.Write("conf.d/10-ssl.conf", "ssl = no  # not yet\n");
        Folder.Write("conf.d/20-other.conf", "# nothing yet\n");
    }

    public override string Name => "dovecot";

    public override string OpenSslStartTls => "imap";

    public override string ConfigPath { get; }

    /// <summary>The file of its own for TLS.</summary>
    public string SslFile => Folder["conf.d", "10-ssl.conf"];

    protected override string Greeting => "* OK";

    protected override IReadOnlyList<(string Command, string Answer)> StartTls => [("a STARTTLS", "a OK")];

    protected override (string Command, string Answer) Hello => ("b CAPABILITY", "b OK");

    public override string AddSite(string hostName) => SslFile;

    /// <summary>Writes another file of the configuration.</summary>
    public string Configure(string content) => Folder.Write("conf.d/20-other.conf", content);

    /// <summary>What is served where TLS begins at once.</summary>
    public string? ServedAtOnce(string hostName, int port) => Served(hostName, port, []);

    public override void Start()
    {
        // It keeps what it was started with as its output.
        Programs.Run("sh", "-c", $"'{_dovecot}' -c '{ConfigPath}' >'{Folder["start.log"]}' 2>&1").Succeeded();
        _started = true;
    }

    public override void Stop()
    {
        if (!_started) return;
        _started = false;
        using var master = Process.GetProcessById(int.Parse(File.ReadAllText(Folder["run", "master.pid"]), CultureInfo.InvariantCulture));
        Programs.Run("kill", "-TERM", $"{master.Id}").Succeeded();
        Assert.True(master.WaitForExit(10_000));
    }

    public override string BreakElsewhere()
    {
        Configure("no_such_setting = yes\n");
        return "no_such_setting";
    }
}
