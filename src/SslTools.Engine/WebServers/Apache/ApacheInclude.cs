using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>Finds the files of Include and IncludeOptional: a file, a folder with all below it, or a pattern.</summary>
internal static class ApacheInclude
{
    private const int MaxFolderDepth = 20;

    /// <summary>Finds the files.</summary>
    /// <param name="include">The directive.</param>
    /// <param name="path">Its argument.</param>
    /// <param name="root">The server's root, which relative paths begin at.</param>
    /// <returns>The files themselves, in the order of their names; symbolic links are resolved.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken: nothing is there.</exception>
    public static IReadOnlyList<string> Files(ApacheDirective include, string path, string root)
    {
        var full = Path.GetFullPath(Path.Combine(root, ByteText.Decode(path)));
        var found = GlobPattern.IsPattern(full) ? GlobPattern.Expand(full) : File.Exists(full) || Directory.Exists(full) ? [full] : [];
        if (found.Count == 0 && include.Is("Include"))
            throw SslError.ConfigurationBroken(include.Source.Path, include.Line, $"there is nothing at the included '{full}'");
        return found.SelectMany(entry => Below(entry, 0)).Select(ServerFiles.Resolve).ToList();
    }

    private static IEnumerable<string> Below(string path, int depth)
    {
        if (!Directory.Exists(path)) return [path];
        if (depth >= MaxFolderDepth) throw SslError.ConfigurationBroken(path, 0, $"folders are nested more than {MaxFolderDepth} deep");
        return Directory.EnumerateFileSystemEntries(path).OrderBy(entry => entry, StringComparer.Ordinal).SelectMany(entry => Below(entry, depth + 1));
    }
}
