using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SslTools.Engine.Reports.Html;

/// <summary>What is broken and what to type, one group for each kind of finding.</summary>
internal static class FindingList
{
    private const int OpenGroup = 10;
    private const int MostShown = 1000;
    private const int MaxCommand = 8000;

    /// <summary>Writes the list.</summary>
    /// <param name="findings">The findings, errors first.</param>
    /// <returns>HTML.</returns>
    public static string Write(IReadOnlyList<SslReportFinding> findings)
    {
        if (findings.Count == 0) return "<p class=\"good tag\">Nothing is wrong.</p>\n";
        var html = new StringBuilder();
        foreach (var group in findings.GroupBy(finding => (finding.Severity, finding.Id)))
        {
            var isOpen = group.Key.Severity > SslFindingSeverity.Information && group.Count() <= OpenGroup;
            html.Append($"<details{(isOpen ? " open" : "")}><summary><h3><span class=\"tag {Class(group.Key.Severity)}\">{group.Key.Severity}</span> {HtmlText.Escape(group.Key.Id)} ({group.Count()})</h3></summary><ul>\n");
            foreach (var finding in group.Take(MostShown)) html.Append(Item(finding));
            if (group.Count() > MostShown) html.Append($"<li class=\"soft\">{group.Count() - MostShown} more of this kind; the rows below name it, and -Format Json or Csv has them all.</li>\n");
            html.Append("</ul></details>\n");
        }

        return html.ToString();
    }

    /// <summary>The style's class of a severity.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>The class.</returns>
    public static string Class(SslFindingSeverity severity) => severity.ToString().ToLowerInvariant();

    private static string Item(SslReportFinding finding) =>
        $"<li><p><span class=\"soft\">{finding.Area}</span> <b>{HtmlText.Isolate(finding.Subject)}</b></p><p>{HtmlText.Isolate(finding.Message)}</p><p>{HtmlText.Isolate(finding.Recommendation)}</p>"
        + (finding.Command is null ? "" : $"<pre><code>{HtmlText.Escape(finding.Command, MaxCommand)}</code></pre>") + "</li>\n";
}
