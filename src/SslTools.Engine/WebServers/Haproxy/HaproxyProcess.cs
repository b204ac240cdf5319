using System.Collections.Generic;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A running HAProxy: the master in master-worker mode, otherwise the process itself. On Linux the command lines tell.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Arguments">How it was started.</param>
internal sealed record HaproxyProcess(int Id, HaproxyArguments Arguments)
{
    private const string Program = "haproxy";

    /// <summary>Finds those that run.</summary>
    /// <returns>The processes, the last started first: one that only finishes old connections comes after the one that took its place.</returns>
    public static IReadOnlyList<HaproxyProcess> All()
    {
        var all = ProcessTitles.Running(Program);
        var ids = new HashSet<int>(all.Select(process => process.Id));
        return all.Where(process => !ids.Contains(ProcessTitles.ParentOf(process.Id)))
            .Select(process => new HaproxyProcess(process.Id, new HaproxyArguments(process.Arguments, ProcessFacts.FolderOf(process.Id) ?? "/")))
            .Where(process => process.Arguments.Files.Count > 0).OrderByDescending(process => ProcessFacts.StartOf(process.Id)).ToList();
    }

    /// <summary>Finds the one that runs with a configuration.</summary>
    /// <param name="configPath">One of its files or folders, a full path.</param>
    /// <returns>The process, or null.</returns>
    public static HaproxyProcess? Find(string configPath)
    {
        var file = ServerFiles.Resolve(configPath);
        return All().FirstOrDefault(process => process.Arguments.Files.Any(path => ServerFiles.Resolve(path) == file));
    }

    /// <summary>The processes that do the work.</summary>
    /// <returns>Their ids.</returns>
    public IReadOnlyList<int> Workers() =>
        Children() is { Count: > 0 } children ? children : Arguments.IsMasterWorker ? [] : [Id];

    /// <summary>Whether it is a master: by its command line, or by the processes it began, as the configuration may have it.</summary>
    /// <returns>True when it is.</returns>
    public bool IsMasterWorker() => Arguments.IsMasterWorker || Children().Count > 0;

    /// <summary>How often the master failed to begin new workers.</summary>
    /// <returns>What it tells of each of its processes.</returns>
    public IReadOnlyList<string> FailedReloads() =>
        ProcessFacts.EnvironmentOf(Id)?.TryGetValue("HAPROXY_PROCESSES", out var told) == true
            ? told.Split('|').SelectMany(process => process.Split(';')).Where(field => field.StartsWith("failedreloads=", System.StringComparison.Ordinal) && field != "failedreloads=0").ToList()
            : [];

    private List<int> Children() => ProcessTitles.Running(Program).Select(process => process.Id).Where(id => ProcessTitles.ParentOf(id) == Id).ToList();
}
