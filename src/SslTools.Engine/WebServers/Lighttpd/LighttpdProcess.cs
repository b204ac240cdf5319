using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.Storage;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>A running lighttpd.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Arguments">Its arguments, the program first; none where this system does not tell.</param>
internal sealed record LighttpdProcess(int Id, IReadOnlyList<string> Arguments)
{
    private const int BindsLowPorts = 10;

    /// <summary>The folder of its modules, given with -m; null for the built-in one.</summary>
    public string? Modules => Option("-m");

    /// <summary>Whether something else keeps it running: it did not go to the background.</summary>
    public bool IsSupervised => Arguments.Contains("-D");

    /// <summary>The systemd unit that it is a part of, or null.</summary>
    public string? Unit => Regex.Match(Read("cgroup"), @"/([^/\n]*lighttpd[^/\n]*\.service)\s*$", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Finds the one that runs with a configuration file; of several (server.max-worker) the one that started the others.</summary>
    /// <param name="configPath">The main file, a full path.</param>
    /// <param name="pidFile">The file with its id, for systems that tell no command lines; or null.</param>
    /// <returns>The process, or null.</returns>
    public static LighttpdProcess? Find(string configPath, string? pidFile)
    {
        var file = ServerFiles.Resolve(configPath);
        var found = ProcessTitles.Running(LighttpdInstance.ServerName).Select(process => new LighttpdProcess(process.Id, process.Arguments))
            .Where(process => process.Option("-f") is { } path && ServerFiles.Resolve(Path.Combine(process.Folder, path)) == file).ToList();
        return found.FirstOrDefault(process => found.All(other => other.Id != ProcessTitles.ParentOf(process.Id)))
            ?? (Directory.Exists("/proc/self") || pidFile is null ? null : FromFile(pidFile));
    }

    /// <summary>Whether it may begin to listen on a port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>False where the port is for root and it has given root's rights away.</returns>
    public bool MayBind(int port)
    {
        var status = Read("status");
        var user = Regex.Match(status, @"^Uid:\s+\d+\s+(\d+)", RegexOptions.Multiline);
        if (!user.Success || user.Groups[1].Value == "0" || port >= FirstFreePort()) return true;
        var capabilities = Regex.Match(status, @"^CapEff:\s+([0-9a-f]+)", RegexOptions.Multiline);
        return capabilities.Success && (ulong.Parse(capabilities.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> BindsLowPorts & 1) == 1;
    }

    /// <summary>Whether it listens on a port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>True when it does; false where this system does not tell.</returns>
    public bool Holds(int port)
    {
        // "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode", the port in hexadecimal digits, 0A for listening (proc(5)).
        var sockets = (Read("net/tcp") + Read("net/tcp6")).Split('\n').Select(line => line.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == "0A" && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Select(fields => $"socket:[{fields[9]}]").ToList();
        return sockets.Count > 0 && OpenFiles().Any(sockets.Contains);
    }

    private IReadOnlyList<string> OpenFiles()
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{Id}/fd").Select(Posix.ReadLink).Where(link => link is not null).Select(link => link!).ToList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or runs as another account.
            return [];
        }
    }

    private static int FirstFreePort()
    {
        const string setting = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
        return File.Exists(setting) && int.TryParse(File.ReadAllText(setting).Trim(), out var port) ? port : 1024;
    }

    private static LighttpdProcess? FromFile(string pidFile) => PidFile.Read(pidFile) is { } id && ProcessTitles.Exists(id) ? new LighttpdProcess(id, []) : null;

    private string Folder => ServerFiles.Resolve($"/proc/{Id}/cwd");

    private string? Option(string name)
    {
        for (var i = 1; i < Arguments.Count; i++)
        {
            if (Arguments[i] == name && i + 1 < Arguments.Count) return Arguments[i + 1];
            if (Arguments[i].StartsWith(name, StringComparison.Ordinal) && Arguments[i].Length > name.Length) return Arguments[i].Substring(name.Length);
        }

        return null;
    }

    private string Read(string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{Id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or this system has no /proc.
            return "";
        }
    }
}
