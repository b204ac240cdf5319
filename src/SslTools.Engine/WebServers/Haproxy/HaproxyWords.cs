using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Engine.WebServers.Haproxy;

/// <summary>What HAProxy says when it refuses something.</summary>
internal static class HaproxyWords
{
    private const string Alert = "[ALERT]";

    /// <summary>Whether a line tells of a failure.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True when it does.</returns>
    public static bool IsSerious(string line) => line.Contains(Alert) || line.Contains("[EMERG]");

    /// <summary>Leaves out what is no failure: notices and warnings.</summary>
    /// <param name="words">All words, on one line.</param>
    /// <returns>The failures; all words where none is marked as one.</returns>
    public static string Serious(string words)
    {
        var alerts = Regex.Split(words, @"(?=\[(?:NOTICE|WARNING|ALERT|DIAG)\])").Where(IsSerious).Select(alert => Regex.Replace(alert, @"^\[ALERT\]\s*(?:\(\d+\)\s*:|\S+\s+\(\d+\)\s*:)\s*", "").Trim()).ToList();
        return alerts.Count == 0 ? words : string.Join("; ", alerts);
    }
}
