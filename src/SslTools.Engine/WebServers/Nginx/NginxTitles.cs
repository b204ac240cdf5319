using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SslTools.Engine.WebServers.Nginx;

/// <summary>The titles that nginx gives its processes on Linux: "nginx: master process ...", "nginx: worker process".</summary>
internal static class NginxTitles
{
    /// <summary>All processes of nginx with their titles.</summary>
    /// <returns>Ids and titles; none where this system has no /proc.</returns>
    public static IReadOnlyList<(int Id, string Title)> All() =>
        !Directory.Exists("/proc/self") ? [] : Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (id, Of(id))).Where(process => process.Item2.StartsWith("nginx: ", StringComparison.Ordinal)).ToList();

    /// <summary>The title of a process.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The title; empty where there is no such process.</returns>
    public static string Of(int id) => Read(id, "cmdline").Replace('\0', ' ').TrimEnd();

    /// <summary>The parent of a process.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The parent's id, or 0.</returns>
    public static int ParentOf(int id)
    {
        // "id (name) state parent ...", where the name may hold anything but ends at the last parenthesis (proc(5)).
        var stat = Read(id, "stat");
        var fields = stat.Substring(stat.LastIndexOf(')') + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && int.TryParse(fields[1], out var parent) ? parent : 0;
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return "";
        }
    }
}
