using System;
using System.IO;
using System.Linq;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>Apache with its own root. mod_ssl, mod_headers and mod_rewrite are there, but not loaded.</summary>
public sealed class ApacheFixture : ServerFixture
{
    private const string Modules = "/usr/lib/apache2/modules";

    private readonly string _apache = Programs.Require("apache2", "apache2");
    private bool _started;

    public ApacheFixture()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_101_101);
        var account = Environment.UserName == "root" ? "User www-data\nGroup www-data" : "";
        ConfigPath = Folder.Write("apache2.conf", $"""
            ServerRoot {Folder.Path}
            Include modules.conf
            PidFile apache.pid
            ErrorLog error.log
            DefaultRuntimeDir {Folder.Path}
            {account}
            StartServers 1
            ServerName localhost
            Include ports.conf
            Include other.conf
            IncludeOptional sites/*.conf
            <Directory {Folder.Path}/www>
                Require all granted
            </Directory>

            """);
        Folder.Write("modules.conf", string.Concat(new[] { "mpm_event", "authz_core", "authz_host", "dir", "alias" }.Select(Load)));
        Folder.Write("ports.conf", $"# where it listens\nListen 127.0.0.1:{HttpPort}\n");
        Folder.Write("other.conf", "# nothing yet\n");
    }

    public override string Name => "apache";

    public override string ConfigPath { get; }

    /// <summary>The folder of the configuration.</summary>
    public string Root => Folder.Path;

    public override string AddSite(string hostName)
    {
        AddFolder(hostName);
        return Folder.Write($"sites/{hostName}.conf", $"""
            # {hostName}
            <VirtualHost 127.0.0.1:{HttpPort}>
            	ServerName {hostName}
            	ServerAlias www.{hostName}
            	DocumentRoot {Folder.Path}/www/{hostName}
            </VirtualHost>

            """);
    }

    /// <summary>Adds a folder that answers with a name.</summary>
    public void AddFolder(string hostName) => Folder.Write($"www/{hostName}/index.html", hostName);

    /// <summary>Writes a file of the configuration.</summary>
    public string Write(string file, string content) => Folder.Write(file, content);

    /// <summary>The line that loads a module.</summary>
    public static string Load(string module) => $"LoadModule {module}_module {Modules}/mod_{module}.so\n";

    public override void Start()
    {
        Run("-k", "start").Succeeded();
        Assert.True(System.Threading.SpinWait.SpinUntil(() => File.Exists(Folder["apache.pid"]), 10_000));
        _started = true;
    }

    public override void Stop()
    {
        if (!_started) return;

        // With its children, which are a session of their own; told to end, it takes a second or two.
        var id = File.ReadAllText(Folder["apache.pid"]).Trim();
        Programs.Run("kill", "-KILL", "--", "-" + id);
        Assert.True(System.Threading.SpinWait.SpinUntil(() => HasEnded(id), 10_000));
        File.Delete(Folder["apache.pid"]);
        _started = false;
    }

    // The id may stay until somebody asks for it.
    private static bool HasEnded(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Length == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public ProgramResult Run(params string[] arguments) => Programs.Run(_apache, ["-f", ConfigPath, .. arguments]);

    public override string BreakElsewhere()
    {
        Folder.Write("other.conf", "NoSuchDirective on\n");
        return "NoSuchDirective";
    }
}
