using System.Collections.Generic;
using System.IO;
using System.Linq;
using SslTools.Engine.Infrastructure;
using SslTools.Engine.WebServers.Text;

namespace SslTools.Engine.WebServers.Lighttpd;

/// <summary>The files that an include names, as glob(3) with GLOB_BRACE finds them.</summary>
internal static class LighttpdInclude
{
    /// <summary>Finds the files.</summary>
    /// <param name="include">The include, for errors.</param>
    /// <param name="pattern">A full path, or a pattern.</param>
    /// <returns>The files themselves; none where a pattern finds none.</returns>
    /// <exception cref="SslToolsException">ConfigurationBroken.</exception>
    public static IEnumerable<string> Files(LighttpdStatement include, string pattern)
    {
        var paths = Braces(pattern).SelectMany(path => GlobPattern.IsPattern(path) ? GlobPattern.Expand(path) : [path]).ToList();
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path) && pattern.IndexOf('{') >= 0) continue;
            if (Directory.Exists(path)) throw SslError.ConfigurationBroken(include.Source.Path, include.Line, $"the included '{path}' is a folder");
            if (!File.Exists(path)) throw SslError.ConfigurationBroken(include.Source.Path, include.Line, $"the included file '{path}' is not there");
            yield return ServerFiles.Resolve(path);
        }
    }

    private static IEnumerable<string> Braces(string pattern)
    {
        var close = pattern.IndexOf('}');
        var open = close < 0 ? -1 : pattern.LastIndexOf('{', close);
        if (open < 0) return [pattern];
        var (head, tail) = (pattern.Substring(0, open), pattern.Substring(close + 1));
        return pattern.Substring(open + 1, close - open - 1).Split(',').SelectMany(word => Braces(head + word + tail));
    }
}
