using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace SslTools.Engine.Reports.Html;

/// <summary>The page. Its policy allows its own style and nothing else: no script, no image, no connection, no form.</summary>
internal sealed class ReportPage(SslReport report)
{
    private const int FoldFrom = 100;

    private readonly IReadOnlyList<Expiry> _expiries = Expiry.Of(report);
    private readonly ILookup<(SslReportArea, string), SslReportFinding> _findings = report.Findings.ToLookup(finding => (finding.Area, finding.Subject));
    private readonly ILookup<string?, string> _uses = report.Bindings.ToLookup(binding => binding.Thumbprint, SslReport.NameOf);

    /// <summary>Writes it.</summary>
    /// <returns>HTML.</returns>
    public string Write() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{Digest(PageStyle.Css)}'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <title>Certificates of {HtmlText.Escape(report.Computer)}, {Day(report.Generated)}</title>
        <style>{PageStyle.Css}</style>
        </head>
        <body>
        <header>
        <h1>Certificates of {HtmlText.Isolate(report.Computer)}</h1>
        <p class="soft">Made on <time datetime="{report.Generated.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}">{report.Generated.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</time> by SslTools from the store {HtmlText.Isolate(report.StorePath)}</p>
        </header>
        <main>
        {Summary()}
        <section aria-labelledby="broken"><h2 id="broken">What is broken, and what to type</h2>
        {FindingList.Write(report.Findings)}</section>
        <section aria-labelledby="timeline"><h2 id="timeline">What expires when</h2>
        {Timeline()}</section>
        <section aria-labelledby="certificates"><h2 id="certificates">Certificates</h2>
        {Certificates()}</section>
        <section aria-labelledby="bindings"><h2 id="bindings">Bindings</h2>
        {Bindings()}</section>
        <section aria-labelledby="endpoints"><h2 id="endpoints">Endpoints</h2>
        {Endpoints()}</section>
        </main>
        </body>
        </html>

        """.Replace("\r\n", "\n");

    private string Summary()
    {
        var errors = report.Findings.Count(finding => finding.Severity == SslFindingSeverity.Error);
        var warnings = report.Findings.Count(finding => finding.Severity == SslFindingSeverity.Warning);
        return $"<dl>{Figure("Errors", errors, "error")}{Figure("Warnings", warnings, "warning")}{Figure("Expired", _expiries.Count(e => e.Days < 0), "error")}"
            + $"{Figure("Expire in 30 days", _expiries.Count(e => e.Urgency == "warning"), "warning")}{Figure("Certificates", report.Certificates.Count, "")}"
            + $"{Figure("Bindings", report.Bindings.Count, "")}{Figure("Endpoints", report.Endpoints.Count, "")}</dl>";
    }

    private static string Figure(string name, int count, string style) => $"<div><dt>{name}</dt><dd{(count > 0 && style.Length > 0 ? $" class=\"{style}\"" : "")}>{count}</dd></div>";

    private string Timeline() => _expiries.Count == 0 ? "<p class=\"soft\">There is no certificate.</p>\n"
        : $"<figure>{TimelineSvg.Draw(_expiries, report.Generated)}<figcaption>The dates are in the tables below.</figcaption></figure>\n";

    private string Certificates() => report.Certificates.Count == 0 ? "<p class=\"soft\">None.</p>\n"
        : ReportTable.Fold(report.Certificates, FoldFrom, Band, rows =>
        {
            var table = new ReportTable("The first to expire first; times are UTC.", "Name", "Expires", "State", "Names", "Issuer", "Key", "Used by");
            foreach (var c in rows)
            {
                table.Add(
                    HtmlText.Isolate(c.Name), Expires(c.NotAfter), State(SslReportArea.Certificate, c.Name), HtmlText.Isolate(string.Join(", ", c.DnsNames.Concat(c.IPAddresses).DefaultIfEmpty(c.Subject))),
                    HtmlText.Isolate(c.Issuer), HtmlText.Escape($"{c.KeyAlgorithm}, {c.Source}"), HtmlText.Isolate(string.Join(", ", _uses[c.Thumbprint])));
            }

            return table;
        });

    private string Bindings() => report.Bindings.Count == 0 ? "<p class=\"soft\">None.</p>\n"
        : ReportTable.Fold(report.Bindings, FoldFrom, binding => HtmlText.Escape(binding.Server), rows =>
        {
            var table = new ReportTable("Sites of web servers that answer HTTPS, as the configuration says.", "Site", "Expires", "State", "Names", "Certificate", "Place");
            foreach (var b in rows)
            {
                table.Add(
                    HtmlText.Isolate(SslReport.NameOf(b)), b.NotAfter is { } end ? Expires(end) : "", State(SslReportArea.Binding, SslReport.NameOf(b)),
                    HtmlText.Isolate(string.Join(", ", b.HostNames)), HtmlText.Isolate(b.CertificateName ?? b.CertificatePath), HtmlText.Isolate($"{b.SitePath}:{b.Line}"));
            }

            return table;
        });

    private string Endpoints() => report.Endpoints.Count == 0 ? "<p class=\"soft\">None was tested.</p>\n"
        : ReportTable.Fold(report.Endpoints, FoldFrom, endpoint => endpoint.IsValid ? "Good for clients of today" : "Not good for clients", rows =>
        {
            var table = new ReportTable("What clients meet.", "Endpoint", "Expires", "State", "Version", "Issuer", "Met at");
            foreach (var e in rows)
            {
                table.Add(
                    HtmlText.Isolate(e.ToString()), e.NotAfter is { } end ? Expires(end) : "", State(SslReportArea.Endpoint, e.ToString()), $"{e.Protocol}",
                    HtmlText.Isolate(e.Certificate?.Issuer), HtmlText.Isolate(string.Join(", ", e.Addresses)));
            }

            return table;
        });

    private string Band(SslCertificate certificate) => Days(certificate.NotAfter) switch
    {
        < 0 => "Expired",
        < 30 => "Expires within 30 days",
        < 90 => "Expires within 90 days",
        < 365 => "Expires within a year",
        _ => "Expires later",
    };

    private int Days(DateTime end) => (int)Math.Floor((end - report.Generated).TotalDays);

    private string Expires(DateTime end)
    {
        var expiry = new Expiry("", end, Days(end));
        return $"<time datetime=\"{Day(end)}\">{Day(end)}</time> <span class=\"{expiry.Urgency}\">{expiry.When}</span>";
    }

    // Never by colour alone (WCAG 2.2, 1.4.1).
    private string State(SslReportArea area, string subject)
    {
        var own = _findings[(area, subject)].ToList();
        return own.Count == 0 ? "<span class=\"good\">Good</span>"
            : string.Join(", ", own.GroupBy(f => (f.Severity, f.Id)).Select(group => $"<span class=\"{FindingList.Class(group.Key.Severity)}\">{group.Key.Severity}: {HtmlText.Escape(group.Key.Id)}</span>"));
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Digest(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
