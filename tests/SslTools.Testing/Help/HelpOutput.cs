using System.Linq;
using System.Text.RegularExpressions;

namespace SslTools.Testing.Help;

/// <summary>Output as a page states it, and as it comes out.</summary>
public static class HelpOutput
{
    /// <summary>Makes both comparable: without colours, a date is a date, a column may be wider, and paths are written as on Unix.</summary>
    public static string Comparable(string output) => string.Join(
        '\n',
        Regex.Replace(Regex.Replace(output, @"\e\[[\d;]*m", ""), @"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\dZ)?", "DATE").Replace('\\', '/').ReplaceLineEndings("\n").Split('\n')
            .Select(line => Regex.Replace(Regex.Replace(line, "-{3,}", "---"), @"\s+", " ").Trim()).Where(line => line.Length > 0));
}
