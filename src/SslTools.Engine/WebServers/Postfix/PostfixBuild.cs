using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Postfix;

/// <summary>What the installed Postfix says of itself: every parameter's value where main.cf says nothing ("postconf -d").</summary>
/// <param name="Defaults">The values.</param>
internal sealed record PostfixBuild(IReadOnlyDictionary<string, string> Defaults)
{
    /// <summary>Its version.</summary>
    public Version Version =>
        Regex.Match(this["mail_version"], @"\d+\.\d+(\.\d+)?") is { Success: true } match ? new Version(match.Value) : new Version(3, 0);

    /// <summary>The value of a parameter that main.cf does not mention.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The value as written; empty where Postfix does not know it.</returns>
    public string this[string name] => Defaults.TryGetValue(name, out var value) ? value : "";

    /// <summary>Reads the output.</summary>
    /// <param name="output">The output of "postconf -d": "name = value" on each line.</param>
    /// <returns>The build, or null where it is none of Postfix.</returns>
    public static PostfixBuild? Parse(string output)
    {
        var values = output.Split('\n').Select(line => line.Split(['='], 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0].Trim()).ToDictionary(group => group.Key, group => group.Last()[1].Trim());
        return values.ContainsKey("mail_version") ? new PostfixBuild(values) : null;
    }
}
