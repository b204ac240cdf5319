using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Running;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>How a server is started: what its configuration means depends on it.</summary>
/// <param name="Program">The program.</param>
/// <param name="Build">What it tells of itself.</param>
/// <param name="ConfigPath">The main file, a full path.</param>
/// <param name="ServerRoot">The folder that relative paths begin at, until the configuration says otherwise.</param>
/// <param name="Environment">What its configuration may use as variables.</param>
internal sealed record ApacheContext(
    string Program, ApacheBuild Build, string ConfigPath, string ServerRoot, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What -D defines.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>What -C says before the configuration.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>What -c says after the configuration.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Whether it is the configuration that the program uses by itself.</summary>
    public bool IsDefault => ConfigPath == Path.GetFullPath(Path.Combine(Build.Root, Build.ConfigFile)) && ServerRoot == Build.Root;

    /// <summary>The folder of the main file.</summary>
    public string Folder => Path.GetDirectoryName(ConfigPath)!;

    /// <summary>The arguments that name this configuration.</summary>
    public IEnumerable<string> Arguments
    {
        get
        {
            var arguments = new List<string>();
            if (ServerRoot != Build.Root) arguments.AddRange(["-d", ServerRoot]);
            if (!IsDefault) arguments.AddRange(["-f", ConfigPath]);
            arguments.AddRange(Defines.SelectMany(name => new[] { "-D", name }));
            arguments.AddRange(Before.SelectMany(line => new[] { "-C", line }));
            return arguments.Concat(After.SelectMany(line => new[] { "-c", line }));
        }
    }

    /// <summary>Finds out how a configuration is used: a running server's command line and environment tell, otherwise its envvars.</summary>
    /// <param name="program">The program.</param>
    /// <param name="build">What it tells of itself.</param>
    /// <param name="configPath">The main file, a full path.</param>
    /// <returns>The context.</returns>
    public static ApacheContext Find(string program, ApacheBuild build, string configPath)
    {
        var file = ServerFiles.Resolve(configPath);
        var running = ProcessTitles.Running(Path.GetFileName(program)).Select(process => (process.Id, Options: ApacheOptions.Parse(process.Arguments.Skip(1).ToList(), build)))
            .FirstOrDefault(process => ServerFiles.Resolve(process.Options.ConfigPath) == file);
        var root = running.Options?.Root ?? (configPath.StartsWith(build.Root, StringComparison.Ordinal) ? build.Root : RootOf(configPath, build));
        var environment = ApacheEnvVars.Find(configPath, root);
        if (running.Options is not { } options) return new ApacheContext(program, build, configPath, root, environment);
        foreach (var (name, value) in ProcessTitles.EnvironmentOf(running.Id).Where(pair => pair.Name.StartsWith("APACHE_", StringComparison.Ordinal) || environment.ContainsKey(pair.Name)))
            environment[name] = value;
        return new ApacheContext(program, build, configPath, root, environment) { Defines = options.Defines, Before = options.Before, After = options.After };
    }

    // Debian's further instances (/etc/apache2-NAME) are started with -d.
    private static string RootOf(string configPath, ApacheBuild build)
    {
        var folder = Path.GetDirectoryName(configPath)!;
        return Path.GetFileName(configPath) == build.ConfigFile && File.Exists(Path.Combine(folder, "envvars")) ? folder : build.Root;
    }
}

/// <summary>The command line of a server.</summary>
/// <param name="Root">The folder given with -d, or the program's own.</param>
/// <param name="ConfigPath">The main file, a full path.</param>
/// <param name="Defines">What -D defines.</param>
/// <param name="Before">What -C says.</param>
/// <param name="After">What -c says.</param>
internal sealed record ApacheOptions(
    string Root, string ConfigPath, IReadOnlyList<string> Defines, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    private const string WithValue = "dfDCckeEnN";

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The arguments, without the program.</param>
    /// <param name="build">What the program tells of itself.</param>
    /// <returns>The options.</returns>
    public static ApacheOptions Parse(IReadOnlyList<string> arguments, ApacheBuild build)
    {
        var options = new List<(char Name, string Value)>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Length < 2 || argument[0] != '-' || WithValue.IndexOf(argument[1]) < 0) continue;
            if (argument.Length > 2) options.Add((argument[1], argument.Substring(2)));
            else if (i + 1 < arguments.Count) options.Add((argument[1], arguments[++i]));
        }

        IReadOnlyList<string> All(char name) => options.Where(option => option.Name == name).Select(option => option.Value).ToList();
        var root = All('d').LastOrDefault() ?? build.Root;
        var config = Path.GetFullPath(Path.Combine(root, All('f').LastOrDefault() ?? build.ConfigFile));
        return new ApacheOptions(root, config, All('D'), All('C'), All('c'));
    }
}
