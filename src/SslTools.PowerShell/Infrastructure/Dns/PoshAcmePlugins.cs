using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SslTools.Infrastructure.Dns;

/// <summary>Finds the DNS plugins of Posh-ACME that the user has installed, without loading anything.</summary>
internal static class PoshAcmePlugins
{
    private const string Module = "Posh-ACME";

    /// <summary>Lists the plugins, by name; of several versions of the module the newest counts.</summary>
    /// <returns>Paths of their scripts by name.</returns>
    public static IReadOnlyDictionary<string, string> Find()
    {
        var plugins = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var script in Folders().SelectMany(Scripts))
        {
            var name = Path.GetFileNameWithoutExtension(script);
            if (!plugins.ContainsKey(name)) plugins.Add(name, script);
        }

        return plugins;
    }

    // The user's own folder comes last: as in Posh-ACME, a plugin there can't replace one of the module.
    private static IEnumerable<string> Folders() => Variable("PSModulePath").Split(Path.PathSeparator).Where(path => path.Length > 0)
        .Select(path => Path.Combine(path, Module))
        .SelectMany(module => Versions(module).Append(module))
        .Select(module => Path.Combine(module, "Plugins"))
        .Append(Variable("POSHACME_PLUGINS")).Where(Directory.Exists);

    private static IEnumerable<string> Versions(string module) => !Directory.Exists(module) ? [] : Guarded(() => Directory.GetDirectories(module))
        .Select(folder => (Folder: folder, Version: Version.TryParse(Path.GetFileName(folder), out var version) ? version : null))
        .Where(found => found.Version is not null).OrderByDescending(found => found.Version).Select(found => found.Folder);

    private static IEnumerable<string> Scripts(string folder) => Guarded(() => Directory.GetFiles(folder, "*.ps1"));

    private static string[] Guarded(Func<string[]> list)
    {
        try
        {
            return list();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name)?.Trim() ?? "";
}
