using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>The modules that are loaded, as far as the configuration has been read.</summary>
internal sealed class ApacheModules
{
    private static readonly Dictionary<string, string> Mpms = new(StringComparer.Ordinal)
    {
        ["prefork.c"] = "mpm_prefork_module", ["worker.c"] = "mpm_worker_module", ["event.c"] = "mpm_event_module", ["core.c"] = "core_module", ["http_core.c"] = "http_module",
    };

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Makes the set.</summary>
    /// <param name="sources">The names of source files that 'httpd -l' lists, or of modules.</param>
    public ApacheModules(IEnumerable<string> sources)
    {
        foreach (var source in sources) Add(source);
    }

    /// <summary>Whether a module is there, as IfModule asks.</summary>
    /// <param name="name">Its name (ssl_module) or its source file (mod_ssl.c).</param>
    /// <returns>True when it is.</returns>
    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Carries out LoadModule.</summary>
    /// <param name="words">Its name and its file.</param>
    public void Load(IReadOnlyList<string> words)
    {
        if (words.Count < 2) return;
        _names.Add(words[0]);

        // mod_ssl.so is made of mod_ssl.c, libphp7.4.so of mod_php7.c.
        var file = System.IO.Path.GetFileNameWithoutExtension(words[1]);
        var php = Regex.Match(file, @"^libphp(\d*)");
        _names.Add((php.Success ? "mod_php" + php.Groups[1].Value : file) + ".c");
        foreach (var mpm in Mpms.Where(mpm => mpm.Value == words[0])) _names.Add(mpm.Key);
    }

    private void Add(string source)
    {
        _names.Add(source);
        if (Mpms.TryGetValue(source, out var mpm)) _names.Add(mpm);
        else if (Regex.Match(source, @"^mod_(\w+)\.c$") is { Success: true } compiled) _names.Add(compiled.Groups[1].Value + "_module");
        else if (source.EndsWith("_module", StringComparison.Ordinal)) _names.Add($"mod_{source.Substring(0, source.Length - "_module".Length)}.c");
    }
}
