using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using SslTools.Engine.Storage;

namespace SslTools.Engine.WebServers.Running;

/// <summary>What Linux tells of a process beside its title: account, environment, folder, and the sockets it takes connections at.</summary>
internal static class ProcessFacts
{
    private const string Listening = "0A";

    /// <summary>The account a process runs as.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The number of the effective user; null where it is not told.</returns>
    public static string? UserOf(int id) =>
        Lines(id, "status").FirstOrDefault(line => line.StartsWith("Uid:", StringComparison.Ordinal))?.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);

    /// <summary>The folder a process works in.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The folder; null where it is not told.</returns>
    public static string? FolderOf(int id) => Link($"/proc/{id}/cwd");

    /// <summary>The environment a process was started with.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The variables; null where they are not told.</returns>
    public static IReadOnlyDictionary<string, string>? EnvironmentOf(int id)
    {
        var text = Read($"/proc/{id}/environ");
        if (text.Length == 0) return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('\0').Where(pair => pair.IndexOf('=') > 0)) variables[pair.Substring(0, pair.IndexOf('='))] = pair.Substring(pair.IndexOf('=') + 1);
        return variables;
    }

    /// <summary>Whether a process takes TCP connections.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>True when it holds a listening socket; null where it is not told.</returns>
    public static bool? Listens(int id)
    {
        try
        {
            var sockets = new HashSet<string>(Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Select(Link).Where(link => link?.StartsWith("socket:[", StringComparison.Ordinal) == true)
                .Select(link => link!.Substring(8).TrimEnd(']')), StringComparer.Ordinal);
            return new[] { "net/tcp", "net/tcp6" }.SelectMany(table => Lines(id, table)).Select(line => line.Split([' '], StringSplitOptions.RemoveEmptyEntries))
                .Any(fields => fields.Length > 9 && fields[3] == Listening && sockets.Contains(fields[9]));
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ProcessTitles.Of(id).Length == 0 ? false : null;
        }
    }

    /// <summary>When a process began.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>A number that grows with time; 0 where there is no such process.</returns>
    public static long StartOf(int id)
    {
        var stat = Read($"/proc/{id}/stat");
        var fields = stat.Substring(stat.LastIndexOf(')') + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
    }

    private static string[] Lines(int id, string file) => Read($"/proc/{id}/{file}").Split(['\n'], StringSplitOptions.RemoveEmptyEntries);

    private static string? Link(string path)
    {
        try
        {
            return Posix.ReadLink(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
