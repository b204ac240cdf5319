using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Testing;

namespace SslTools.Integration.Tests.WebServers;

/// <summary>Apache as Debian's package configures it, in a folder and at ports of its own: envvars, ports.conf, modules turned on by a2enmod.</summary>
public sealed class DebianApacheFixture : ServerFixture
{
    private readonly string _apache = Programs.Require("apache2", "apache2");

    public DebianApacheFixture()
    {
        Programs.Require("a2enmod", "apache2");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_101_101);
        Programs.Run("cp", "-a", "/etc/apache2", Folder["apache2"]).Succeeded();
        ConfigPath = Folder["apache2", "apache2.conf"];
        foreach (var link in Directory.GetFiles(Folder["apache2", "sites-enabled"])) File.Delete(link);
        foreach (var module in new[] { "ssl", "headers", "rewrite", "socache_shmcb" })
            foreach (var end in new[] { "load", "conf" }) File.Delete(Folder["apache2", "mods-enabled", $"{module}.{end}"]);
        Folder.Write("apache2/ports.conf", $"Listen 127.0.0.1:{HttpPort}\n\n<IfModule ssl_module>\n\tListen 127.0.0.1:{HttpsPort} https\n</IfModule>\n");
        Folder.Write("apache2/envvars", $"""
            unset HOME
            if [ "$x" != "" ] ; then
            	SUFFIX="-x"
            else
            	SUFFIX=
            fi
            export APACHE_RUN_USER=www-data
            export APACHE_RUN_GROUP=www-data
            export APACHE_RUN_DIR={Folder.Path}$SUFFIX/run
            export APACHE_PID_FILE=$APACHE_RUN_DIR/apache2.pid
            export APACHE_LOCK_DIR="{Folder.Path}/run"
            export APACHE_LOG_DIR={Folder.Path}/log
            export APACHE_STATE_DIRECTORY={Folder.Path}/state
            export LANG=C
            """);
        foreach (var folder in new[] { "run", "log", "state" }) Directory.CreateDirectory(Folder[folder]);
    }

    public override string Name => "apache";

    public override string ConfigPath { get; }

    /// <summary>The modules that are turned on.</summary>
    public IReadOnlyList<string> Modules =>
        Directory.GetFiles(Folder["apache2", "mods-enabled"], "*.load").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal).ToList();

    public override string AddSite(string hostName)
    {
        Folder.Write($"www/{hostName}/index.html", hostName);
        var file = Folder.Write($"apache2/sites-available/{hostName}.conf", $"""
            <VirtualHost *:{HttpPort}>
            	ServerName {hostName}
            	DocumentRoot {Folder.Path}/www/{hostName}
            	CustomLog ${"{"}APACHE_LOG_DIR{"}"}/access.log combined
            	<Directory {Folder.Path}/www/>
            		Require all granted
            	</Directory>
            </VirtualHost>

            """);
        File.CreateSymbolicLink(Folder["apache2", "sites-enabled", $"{hostName}.conf"], $"../sites-available/{hostName}.conf");
        return file;
    }

    public override void Start() => Apache("start");

    public override void Stop()
    {
        if (File.Exists(Folder["run", "apache2.pid"])) Apache("stop");
        System.Threading.SpinWait.SpinUntil(() => !File.Exists(Folder["run", "apache2.pid"]), 10_000);
    }

    public override string BreakElsewhere() => throw new NotSupportedException();

    // As apachectl does it.
    private void Apache(string verb) =>
        Programs.Run("sh", "-c", $". {Folder["apache2", "envvars"]}; exec {_apache} -d {Folder["apache2"]} -k {verb}").Succeeded();
}
