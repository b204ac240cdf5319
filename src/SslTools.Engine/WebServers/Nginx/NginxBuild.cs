using System;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>What 'nginx -V' tells of the program.</summary>
/// <param name="Version">Its version.</param>
/// <param name="OpenSsl">The version of OpenSSL it runs with; null for another library.</param>
/// <param name="Prefix">The folder that relative paths begin at.</param>
/// <param name="ConfigPath">The main configuration file it uses by itself.</param>
/// <param name="PidPath">Where it writes its process id by itself.</param>
/// <param name="ErrorLogPath">Where it logs by itself.</param>
internal sealed record NginxBuild(Version Version, Version? OpenSsl, string Prefix, string ConfigPath, string PidPath, string ErrorLogPath)
{
    /// <summary>Reads the output.</summary>
    /// <param name="output">The output of nginx -V.</param>
    /// <returns>The build, or null where it is none of nginx.</returns>
    public static NginxBuild? Parse(string output)
    {
        // "nginx version: nginx/1.22.1", "nginx version: openresty/1.21.4.1", "Tengine version: Tengine/3.0.0 (nginx/1.23.1)"
        var version = Regex.Match(output, @"nginx/(\d+\.\d+\.\d+)") is { Success: true } plain ? plain : Regex.Match(output, @"version: \S+?/(\d+\.\d+\.\d+)");
        if (!version.Success) return null;
        var running = Regex.Match(output, @"running with OpenSSL (\d+\.\d+\.\d+)");
        var built = Regex.Match(output, @"built with OpenSSL (\d+\.\d+\.\d+)");
        var openSsl = running.Success ? running : built;
        var prefix = Option(output, "prefix") ?? "/usr/local/nginx";
        return new NginxBuild(
            new Version(version.Groups[1].Value),
            openSsl.Success ? new Version(openSsl.Groups[1].Value) : null,
            prefix,
            Option(output, "conf-path") ?? "conf/nginx.conf",
            Option(output, "pid-path") ?? "logs/nginx.pid",
            Option(output, "error-log-path") ?? "logs/error.log");
    }

    private static string? Option(string output, string name) =>
        Regex.Match(output, $@"--{name}=('[^']*'|\S+)") is { Success: true } match ? match.Groups[1].Value.Trim('\'') : null;
}
