using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>What 'httpd -V' and 'httpd -l' tell of the program.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Root">The folder that relative paths begin at, where nothing says otherwise.</param>
/// <param name="ConfigFile">The main configuration file it uses by itself, relative to the root.</param>
/// <param name="PidPath">Where it writes its process id by itself.</param>
/// <param name="ErrorLogPath">Where it logs by itself.</param>
/// <param name="Modules">The source files of the modules that are a part of it.</param>
internal sealed record ApacheBuild(Version Version, string Root, string ConfigFile, string PidPath, string ErrorLogPath, IReadOnlyList<string> Modules)
{
    /// <summary>Reads the outputs.</summary>
    /// <param name="version">The output of httpd -V.</param>
    /// <param name="modules">The output of httpd -l.</param>
    /// <returns>The build, or null where it is none of Apache.</returns>
    public static ApacheBuild? Parse(string version, string modules)
    {
        var number = Regex.Match(version, @"^Server version: Apache/(\d+\.\d+\.\d+)", RegexOptions.Multiline);
        if (!number.Success) return null;
        return new ApacheBuild(
            new Version(number.Groups[1].Value),
            Option(version, "HTTPD_ROOT") ?? "/etc/httpd",
            Option(version, "SERVER_CONFIG_FILE") ?? "conf/httpd.conf",
            Option(version, "DEFAULT_PIDLOG") ?? "logs/httpd.pid",
            Option(version, "DEFAULT_ERRORLOG") ?? "logs/error_log",
            modules.Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith(".c", StringComparison.Ordinal)).ToList());
    }

    private static string? Option(string output, string name) =>
        Regex.Match(output, $@"-D {name}=""([^""]*)""") is { Success: true } match ? match.Groups[1].Value : null;
}
