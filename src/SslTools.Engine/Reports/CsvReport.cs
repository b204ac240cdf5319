using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SslTools.Ports;

namespace SslTools.Engine.Reports;

/// <summary>
/// A report for spreadsheets (RFC 4180): one row for each certificate, binding and endpoint, and for each thing that could not be read.
/// A text that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
internal sealed class CsvReport : IReportWriter
{
    private static readonly string[] Columns =
        ["Kind", "Name", "Severity", "NotAfter", "DaysRemaining", "HostNames", "Issuer", "Thumbprint", "Place", "Findings", "Recommendations", "Commands"];

    /// <inheritdoc/>
    public SslReportFormat Format => SslReportFormat.Csv;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".csv"];

    // With a byte order mark, without which Excel takes UTF-8 for something else.
    /// <inheritdoc/>
    public byte[] Write(SslReport report)
    {
        var text = new StringBuilder("\uFEFF");
        AddRow(text, Columns);
        foreach (var row in Rows(report)) AddRow(text, row);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string?[]> Rows(SslReport report)
    {
        var findings = report.Findings.ToLookup(finding => (finding.Area, finding.Subject));
        var shown = new HashSet<(SslReportArea, string)>();
        string?[] Row(SslReportArea area, string name, DateTime? notAfter, int? days, IEnumerable<string> hosts, string? issuer, string? thumbprint, string? place)
        {
            var own = findings[(area, name)].ToList();
            shown.Add((area, name));
            return
            [
                area.ToString(), name, own.Count == 0 ? "" : own[0].Severity.ToString(),
                notAfter?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), days?.ToString(CultureInfo.InvariantCulture),
                string.Join(" ", hosts), issuer, thumbprint, place, string.Join(" ", own.Select(finding => finding.Id).Distinct()),
                string.Join(" ", own.Select(finding => finding.Recommendation).Distinct()), string.Join("; ", own.Select(finding => finding.Command).OfType<string>().Distinct()),
            ];
        }

        foreach (var c in report.Certificates)
            yield return Row(SslReportArea.Certificate, c.Name, c.NotAfter, c.DaysRemaining, c.DnsNames.Concat(c.IPAddresses), c.Issuer, c.Thumbprint, c.FullChainPath);
        foreach (var b in report.Bindings)
            yield return Row(SslReportArea.Binding, SslReport.NameOf(b), b.NotAfter, b.DaysRemaining, b.HostNames, null, b.Thumbprint, $"{b.SitePath}:{b.Line}");
        foreach (var e in report.Endpoints)
            yield return Row(SslReportArea.Endpoint, e.ToString(), e.NotAfter, e.DaysRemaining, [e.HostName], e.Certificate?.Issuer, e.Thumbprint, string.Join(" ", e.Addresses));
        foreach (var group in findings.Where(group => !shown.Contains(group.Key)).ToList())
            yield return Row(group.Key.Area, group.Key.Subject, null, null, [], null, null, null);
    }

    private static void AddRow(StringBuilder text, IEnumerable<string?> cells) => text.Append(string.Join(",", cells.Select(Cell))).Append("\r\n");

    private static string Cell(string? text)
    {
        var clean = VisibleText.Of(text ?? "");
        return $"\"{(IsFormula(clean) ? "'" : "")}{clean.Replace("\"", "\"\"")}\"";
    }

    // Blanks before it are skipped by some, and the wide forms of these characters are read like them. A number is none.
    private static bool IsFormula(string text)
    {
        var start = text.TrimStart();
        return start.Length > 0 && "=+-@＝＋－＠|".IndexOf(start[0]) >= 0 && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }
}
