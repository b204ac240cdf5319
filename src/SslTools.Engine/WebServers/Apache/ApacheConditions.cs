using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Apache;

/// <summary>The sections that Apache reads or skips while it reads its configuration.</summary>
internal static class ApacheConditions
{
    private static readonly string[] Names = ["IfModule", "IfDefine", "IfVersion", "IfFile", "IfDirective", "IfSection"];

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Whether a directive is such a section.</summary>
    /// <param name="directive">The directive.</param>
    /// <returns>True when it is.</returns>
    public static bool IsCondition(ApacheDirective directive) => directive.Children is not null && Names.Any(directive.Is);

    /// <summary>Whether what stands in it counts.</summary>
    /// <param name="section">The section.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="state">What has been read so far.</param>
    /// <returns>True when it does.</returns>
    public static bool Hold(ApacheDirective section, IReadOnlyList<string> words, ApacheState state)
    {
        if (words.Count == 0 || words[0].Length == 0) return false;
        var negated = words[0][0] == '!';
        var first = negated ? words[0].Substring(1) : words[0];
        return negated != section.Name.ToLowerInvariant() switch
        {
            "ifmodule" => state.Modules.Contains(first),
            "ifdefine" => state.Variables.IsDefined(first),
            "iffile" => Path.Combine(state.ServerRoot, first) is var path && (File.Exists(path) || Directory.Exists(path)),
            "ifversion" => IsVersion(first, words.Skip(1).ToList(), state.Context.Build.Version),

            // Of the directives that a module may lack, those of mod_ssl alone matter here.
            _ => !first.StartsWith("SSL", StringComparison.OrdinalIgnoreCase) || state.Modules.Contains("ssl_module"),
        };
    }

    private static bool IsVersion(string first, IReadOnlyList<string> rest, Version version)
    {
        // '<IfVersion 2.4.2>' and '<IfVersion >= 2.4>'; '/regex/' or '~ regex'.
        var (sign, value) = rest.Count == 0 ? ("=", first) : (first, rest[0]);
        if (sign == "~" || value.StartsWith("/", StringComparison.Ordinal))
            return Regex.IsMatch(version.ToString(3), $"^(?:{value.Trim('/')})$", RegexOptions.CultureInvariant, RegexTimeout);
        if (!Version.TryParse(value.Contains(".") ? value : value + ".0", out var other)) return false;
        var compared = version.CompareTo(new Version(other.Major, other.Minor, Math.Max(other.Build, 0)));
        return sign switch { "=" or "==" => compared == 0, ">" => compared > 0, ">=" => compared >= 0, "<" => compared < 0, "<=" => compared <= 0, _ => false };
    }
}
