using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>
/// A running master process. On Linux its title tells how it was started, so that an nginx with a prefix of its own is
/// found by its configuration file; elsewhere the process id file alone is looked at.
/// </summary>
/// <param name="Prefix">The folder given with -p, or null.</param>
/// <param name="ConfigPath">The file given with -c, a full path; or null.</param>
internal sealed record NginxMaster(string? Prefix, string? ConfigPath)
{
    /// <summary>Finds the one that runs with a configuration file.</summary>
    /// <param name="configPath">The main file, a full path.</param>
    /// <returns>The process, or null.</returns>
    public static NginxMaster? Find(string configPath)
    {
        var file = ServerFiles.Resolve(configPath);
        return ProcessTitles.All().Select(process => process.Title)
            .Where(title => title.StartsWith("nginx: master process", StringComparison.Ordinal)).Select(Parse)
            .FirstOrDefault(master => master.ConfigPath is { } path && ServerFiles.Resolve(path) == file);
    }

    /// <summary>Reads a title such as "nginx: master process nginx -p /srv/nginx -c conf/nginx.conf".</summary>
    /// <param name="title">The title.</param>
    /// <returns>The process.</returns>
    public static NginxMaster Parse(string title)
    {
        var prefix = Option(title, "p");
        var config = Option(title, "c");
        return new NginxMaster(prefix, config is null ? null : Path.Combine(prefix ?? "/", config));
    }

    private static string? Option(string title, string name) =>
        Regex.Match(title, $@"\s-{name}\s*(\S+)") is { Success: true } match ? match.Groups[1].Value : null;
}
