using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>
/// The file that apachectl reads before it starts Apache, on Debian /etc/apache2/envvars. It is a script of the shell; here its plain
/// assignments are read and nothing is run.
/// </summary>
internal static class ApacheEnvVars
{
    private const string Folder = "/etc/apache2";

    /// <summary>Finds and reads the file of a configuration.</summary>
    /// <param name="configPath">The main file.</param>
    /// <param name="root">The server's root.</param>
    /// <returns>Names and values; none where there is no such file.</returns>
    public static Dictionary<string, string> Find(string configPath, string root)
    {
        var folder = Path.GetDirectoryName(configPath)!;
        var file = new[] { Path.Combine(folder, "envvars"), Path.Combine(root, "envvars"), Path.Combine(root, "bin", "envvars") }.FirstOrDefault(File.Exists);
        if (file is null) return [];
        try
        {
            // Debian's further instances have a suffix in all their paths.
            var suffix = folder.StartsWith(Folder + "-", StringComparison.Ordinal) ? folder.Substring(Folder.Length) : "";
            return Parse(File.ReadLines(file), folder, suffix);
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Reads assignments.</summary>
    /// <param name="lines">The lines of the script; what stands in an 'if' is skipped.</param>
    /// <param name="folder">The folder of the configuration.</param>
    /// <param name="suffix">What Debian's instances add to their paths.</param>
    /// <returns>Names and values.</returns>
    public static Dictionary<string, string> Parse(IEnumerable<string> lines, string folder, string suffix)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["APACHE_CONFDIR"] = folder, ["SUFFIX"] = suffix };
        var depth = 0;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (Regex.IsMatch(line, @"^if\b")) depth++;
            if (Regex.IsMatch(line, @"^fi\b")) depth--;
            var assignment = Regex.Match(line, @"^(?:export\s+)?([A-Za-z_]\w*)=(?:""([^""]*)""|'([^']*)'|([^\s""'#;]*))\s*(?:#.*)?$");
            if (depth > 0 || !assignment.Success) continue;
            var value = assignment.Groups[3].Success ? assignment.Groups[3].Value : Expand(assignment.Groups[2].Value + assignment.Groups[4].Value, values);
            if (value is not null) values[assignment.Groups[1].Value] = value;
        }

        values.Remove("SUFFIX");
        return values;
    }

    // Null where it asks for more than variables.
    private static string? Expand(string text, IReadOnlyDictionary<string, string> values)
    {
        var expanded = Regex.Replace(text, @"\$(?:\{(\w+)(?::?-([^}$`]*))?\}|(\w+))", match =>
        {
            var name = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[3].Value;
            return values.TryGetValue(name, out var value) ? value : match.Groups[2].Value;
        });
        return expanded.IndexOfAny(['$', '`']) < 0 ? expanded : null;
    }
}
