using System;
using System.Collections.Generic;
using System.Linq;

namespace SslTools.Engine.Reports.Html;

/// <summary>A certificate on the timeline.</summary>
/// <param name="Label">Its name, or where it is served.</param>
/// <param name="NotAfter">When it expires, UTC.</param>
/// <param name="Days">Whole days until then.</param>
internal sealed record Expiry(string Label, DateTime NotAfter, int Days)
{
    private const int SoonDays = 30;

    /// <summary>The style's class: how urgent it is.</summary>
    public string Urgency => Days < 0 ? "error" : Days < SoonDays ? "warning" : "good";

    /// <summary>In words.</summary>
    public string When => Days < 0 ? $"expired {Plural(-Days)} ago" : $"in {Plural(Days)}";

    /// <summary>Every certificate once, also those that lie or are served outside the store; the first to expire first.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The list.</returns>
    public static IReadOnlyList<Expiry> Of(SslReport report)
    {
        var all = report.Certificates.Select(c => (c.Thumbprint, c.Name, c.NotAfter))
            .Concat(report.Bindings.Where(b => b.Thumbprint is not null && b.NotAfter is not null).Select(b => (b.Thumbprint!, SslReport.NameOf(b), b.NotAfter!.Value)))
            .Concat(report.Endpoints.Where(e => e.Certificate is not null).Select(e => (e.Thumbprint!, e.ToString(), e.NotAfter!.Value)));
        return all.GroupBy(one => one.Item1).Select(group => group.First())
            .Select(one => new Expiry(one.Item2, one.Item3, (int)Math.Floor((one.Item3 - report.Generated).TotalDays)))
            .OrderBy(one => one.NotAfter).ThenBy(one => one.Label, StringComparer.Ordinal).ToList();
    }

    private static string Plural(int days) => days == 1 ? "1 day" : $"{days} days";
}
