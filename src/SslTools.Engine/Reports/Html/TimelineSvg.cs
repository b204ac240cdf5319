using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SslTools.Engine.Reports.Html;

/// <summary>The picture of what expires when: a line for each certificate, or with many of them a column for each month.</summary>
internal static class TimelineSvg
{
    private const int Width = 360;
    private const int Margin = 8;
    private const int Inner = Width - (2 * Margin);
    private const int RowHeight = 34;
    private const int AxisHeight = 22;
    private const int MostRows = 40;
    private const int Months = 12;
    private const int ChartHeight = 140;
    private const int LabelLength = 34;

    /// <summary>Draws it.</summary>
    /// <param name="expiries">The certificates, the first to expire first; at least one.</param>
    /// <param name="now">The moment of the report, UTC.</param>
    /// <returns>An svg element; it scales with the page.</returns>
    public static string Draw(IReadOnlyList<Expiry> expiries, DateTime now) =>
        expiries.Count <= MostRows ? DrawLines(expiries, now) : DrawColumns(expiries, now);

    private static string DrawLines(IReadOnlyList<Expiry> expiries, DateTime now)
    {
        // What is far away, as the roots of a CA, would press all others together.
        var span = Math.Min(Math.Max(expiries[expiries.Count - 1].Days, 30), 400);
        var height = AxisHeight + (expiries.Count * RowHeight) + Margin;
        var svg = Begin(height, $"One line for each of {expiries.Count} certificates, from today to the day on which it expires. " + string.Join("; ", expiries.Take(5).Select(e => $"{e.Label} {e.When}")) + ".");
        foreach (var (days, label) in new[] { (0, "today"), (30, "30 days"), (90, "90"), (180, "180"), (365, "1 year") }.Where(tick => tick.Item1 <= span && (tick.Item1 is 0 || tick.Item1 * 5 > span)))
        {
            var x = At(days, span);
            svg.Append($"<line class=\"grid\" x1=\"{x}\" y1=\"{AxisHeight - 4}\" x2=\"{x}\" y2=\"{height - Margin}\"/>");
            svg.Append($"<text class=\"axis\" x=\"{x}\" y=\"12\" text-anchor=\"{(days == 0 ? "start" : days * 10 > span * 9 ? "end" : "middle")}\">{label}</text>");
        }

        for (var i = 0; i < expiries.Count; i++)
        {
            var (expiry, top) = (expiries[i], AxisHeight + (i * RowHeight));
            var end = At(Math.Min(Math.Max(expiry.Days, 0), span), span);
            svg.Append($"<g class=\"{expiry.Urgency}\"><text x=\"{Margin}\" y=\"{top + 12}\">{HtmlText.Escape(expiry.Label, LabelLength)}</text>");
            svg.Append($"<text class=\"when\" x=\"{Width - Margin}\" y=\"{top + 12}\" text-anchor=\"end\">{expiry.When}</text>");
            svg.Append($"<line class=\"bar\" x1=\"{Margin}\" y1=\"{top + 22}\" x2=\"{end}\" y2=\"{top + 22}\"/>");
            svg.Append(expiry.Days > span
                ? $"<path d=\"M{end} {top + 16}l8 6-8 6z\"/></g>"
                : expiry.Days < 0 ? $"<path class=\"cross\" d=\"M{Margin} {top + 17}l10 10m0-10l-10 10\"/></g>" : $"<circle cx=\"{end}\" cy=\"{top + 22}\" r=\"5\"/></g>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string DrawColumns(IReadOnlyList<Expiry> expiries, DateTime now)
    {
        var first = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var columns = new List<(string Label, string Spoken, string Urgency, int Count)> { ("past", "expired", "error", expiries.Count(e => e.Days < 0)) };
        for (var i = 0; i < Months; i++)
        {
            var (from, to) = (first.AddMonths(i), first.AddMonths(i + 1));
            var name = from.ToString("MMM", CultureInfo.InvariantCulture);
            columns.Add((name, $"in {name} {from.Year}", i < 2 ? "warning" : "good", expiries.Count(e => e.Days >= 0 && e.NotAfter >= from && e.NotAfter < to)));
        }

        columns.Add(("later", "later", "good", expiries.Count(e => e.NotAfter >= first.AddMonths(Months) && e.Days >= 0)));
        var most = columns.Max(column => column.Count);
        var svg = Begin(ChartHeight + 48, $"How many of {expiries.Count} certificates expire in which month: " + string.Join(", ", columns.Where(c => c.Count > 0).Select(c => $"{c.Count} {c.Spoken}")) + ".");
        var step = Inner / (double)columns.Count;
        for (var i = 0; i < columns.Count; i++)
        {
            var (label, _, urgency, count) = columns[i];
            var height = count == 0 ? 0 : Math.Max(2, (int)((long)count * ChartHeight / most));
            var (x, y, middle) = (Text(Margin + (i * step) + 2), 20 + ChartHeight - height, Text(Margin + ((i + 0.5) * step)));
            svg.Append($"<g class=\"{urgency}\"><rect x=\"{x}\" y=\"{y}\" width=\"{Text(step - 4)}\" height=\"{height}\"/>");
            if (count > 0) svg.Append($"<text class=\"count\" x=\"{middle}\" y=\"{y - 4}\" text-anchor=\"middle\">{count}</text>");
            svg.Append($"<text class=\"axis\" x=\"{middle}\" y=\"{ChartHeight + 36}\" text-anchor=\"middle\">{label}</text></g>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static StringBuilder Begin(int height, string description) => new StringBuilder(
        $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-labelledby=\"timeline-title timeline-text\"><title id=\"timeline-title\">What expires when</title>")
        .Append($"<desc id=\"timeline-text\">{HtmlText.Escape(description, 1000)}</desc>");

    private static string At(int days, int span) => Text(Margin + ((double)days * (Inner - 8) / span));

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
