using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>A command line of HAProxy (management.txt, 3).</summary>
internal sealed class HaproxyArguments
{
    private static readonly string[] WithValue = ["-f", "-C", "-L", "-N", "-n", "-m", "-p", "-S", "-x", "-cc"];

    private readonly List<string> _kept = [];
    private readonly List<string> _files = [];

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The arguments, the program first.</param>
    /// <param name="folder">The folder the process works in.</param>
    public HaproxyArguments(IReadOnlyList<string> arguments, string folder)
    {
        var all = arguments.Skip(1).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] is "-sf" or "-st") while (i + 1 < all.Count && !all[i + 1].StartsWith("-", StringComparison.Ordinal)) i++;
            else if (all[i] == "--") foreach (var file in all.Skip(i + 1).TakeWhile(word => !word.StartsWith("-", StringComparison.Ordinal)).ToList()) _files.Add(all[++i] = file);
            else if (Array.IndexOf(WithValue, all[i]) >= 0 && i + 1 < all.Count) Take(all[i], all[++i]);
            else _kept.Add(all[i]);
        }

        Folder = ChangesFolder is null ? folder : Path.GetFullPath(Path.Combine(folder, ChangesFolder));
        Files = _files.Select(file => Path.GetFullPath(Path.Combine(Folder, file))).ToList();
    }

    /// <summary>The folder that relative paths begin at.</summary>
    public string Folder { get; }

    /// <summary>The files and folders of the configuration, full paths.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Whether a master watches over the processes that do the work.</summary>
    public bool IsMasterWorker => _kept.Contains("-W") || _kept.Contains("-Ws");

    /// <summary>Whether it leaves the terminal by its command line.</summary>
    public bool IsDaemon => _kept.Contains("-D") && !IsForeground;

    /// <summary>Whether it stays in the foreground, whatever the configuration says.</summary>
    public bool IsForeground => _kept.Contains("-db") || _kept.Contains("-d");

    private string? ChangesFolder { get; set; }

    /// <summary>The arguments for a check of the configuration.</summary>
    /// <returns>The arguments.</returns>
    public IReadOnlyList<string> ToCheck() => ["-c", "-C", Folder, .. Files.SelectMany(file => new[] { "-f", file })];

    /// <summary>The arguments for a process that takes the place of this one.</summary>
    /// <param name="old">The processes that are to finish what they do.</param>
    /// <param name="socket">A stats socket that hands over what they listen on; null for none.</param>
    /// <returns>The arguments.</returns>
    public IReadOnlyList<string> ToReplace(IReadOnlyList<int> old, string? socket) =>
    [
        .. _kept, "-C", Folder, .. Files.SelectMany(file => new[] { "-f", file }), .. socket is null ? Array.Empty<string>() : ["-x", socket],
        "-sf", .. old.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private void Take(string option, string value)
    {
        switch (option)
        {
            case "-f":
                _files.Add(value);
                break;
            case "-C":
                ChangesFolder = value;
                break;
            case "-x":
                break;
            default:
                _kept.AddRange([option, value]);
                break;
        }
    }
}
