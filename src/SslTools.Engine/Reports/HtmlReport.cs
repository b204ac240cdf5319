using System.Collections.Generic;
using System.Text;
using SslTools.Engine.Reports.Html;
using SslTools.Ports;

namespace SslTools.Engine.Reports;

/// <summary>A report as one page that needs nothing else: no script, nothing from elsewhere.</summary>
internal sealed class HtmlReport : IReportWriter
{
    /// <inheritdoc/>
    public SslReportFormat Format => SslReportFormat.Html;

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    /// <inheritdoc/>
    public byte[] Write(SslReport report) => Encoding.UTF8.GetBytes(new ReportPage(report).Write());
}
