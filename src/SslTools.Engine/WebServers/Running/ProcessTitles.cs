using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;

namespace SslTools.Engine.WebServers.Running;

/// <summary>The command lines of processes on Linux, which servers also make their titles: "nginx: master process ...".</summary>
internal static class ProcessTitles
{
    /// <summary>All processes with their titles.</summary>
    /// <returns>Ids and titles; none where this system has no /proc.</returns>
    public static IReadOnlyList<(int Id, string Title)> All() =>
        !Directory.Exists("/proc/self") ? [] : Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (id, Of(id))).Where(process => process.Item2.Length > 0).ToList();

    /// <summary>The processes that run a program.</summary>
    /// <param name="program">The program's file name.</param>
    /// <returns>Ids and arguments, the program first.</returns>
    public static IReadOnlyList<(int Id, IReadOnlyList<string> Arguments)> Running(string program) =>
        All().Select(process => (process.Id, ArgumentsOf(process.Id)))
            .Where(process => process.Item2.Count > 0 && Path.GetFileName(process.Item2[0]) == program).ToList();

    /// <summary>The arguments of a process, the program first.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The arguments; none where there is no such process.</returns>
    public static IReadOnlyList<string> ArgumentsOf(int id) => Read(id, "cmdline").TrimEnd('\0').Split('\0') is [not "", ..] arguments ? arguments : [];

    /// <summary>The environment that a process was started with.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Names and values; none where this account may not see them.</returns>
    public static IReadOnlyList<(string Name, string Value)> EnvironmentOf(int id) =>
        Read(id, "environ").Split('\0').Select(pair => (Pair: pair, Sign: pair.IndexOf('='))).Where(pair => pair.Sign > 0)
            .Select(pair => (pair.Pair.Substring(0, pair.Sign), pair.Pair.Substring(pair.Sign + 1))).ToList();

    /// <summary>The title of a process.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The title; empty where there is no such process.</returns>
    public static string Of(int id) => Read(id, "cmdline").Replace('\0', ' ').TrimEnd();

    /// <summary>Whether a process runs. One that has ended does not, though its id stays until its parent has noticed.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>True when it does.</returns>
    public static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return StatusOf(id) is not ["Z", ..];
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The folder a process works in, against which its relative paths are meant.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The folder; null where this system does not tell.</returns>
    public static string? FolderOf(int id)
    {
        var link = $"/proc/{id}/cwd";
        var folder = ServerFiles.Resolve(link);
        return folder == link ? null : folder;
    }

    /// <summary>The parent of a process.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The parent's id, or 0.</returns>
    public static int ParentOf(int id) => StatusOf(id) is [_, var text, ..] && int.TryParse(text, out var parent) ? parent : 0;

    // "id (name) state parent ...", where the name may hold anything but ends at the last parenthesis (proc(5)).
    private static string[] StatusOf(int id)
    {
        var stat = Read(id, "stat");
        return stat.Substring(stat.LastIndexOf(')') + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
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
