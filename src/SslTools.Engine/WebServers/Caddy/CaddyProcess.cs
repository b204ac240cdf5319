using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Caddy;

/// <summary>A running Caddy, as its command line tells on Linux.</summary>
/// <param name="Id">Its process.</param>
/// <param name="ConfigPath">Its configuration file, a full path.</param>
internal sealed record CaddyProcess(int Id, string ConfigPath)
{
    /// <summary>All that run.</summary>
    /// <returns>The processes.</returns>
    public static IEnumerable<CaddyProcess> All()
    {
        foreach (var (id, arguments) in ProcessTitles.Running("caddy"))
        {
            var config = arguments.SkipWhile(argument => argument is not ("--config" or "-config")).Skip(1).FirstOrDefault()
                ?? arguments.FirstOrDefault(argument => argument.StartsWith("--config=", System.StringComparison.Ordinal))?.Substring("--config=".Length);
            var folder = ProcessTitles.FolderOf(id);
            if (folder is not null) yield return new CaddyProcess(id, Path.GetFullPath(Path.Combine(folder, config ?? "Caddyfile")));
        }
    }

    /// <summary>Finds the one that runs with a file.</summary>
    /// <param name="configPath">The file, a full path.</param>
    /// <returns>The process, or null.</returns>
    public static CaddyProcess? Find(string configPath)
    {
        var file = ServerFiles.Resolve(configPath);
        return All().FirstOrDefault(process => ServerFiles.Resolve(process.ConfigPath) == file);
    }
}
