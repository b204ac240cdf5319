using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SslTools.Engine;
using Xunit;

namespace SslTools.Tests.Services.Reports;

/// <summary>Whatever a certificate or a server says is only ever shown.</summary>
public sealed class ReportWriterTests
{
    private const string Tags =
        "^</?(!DOCTYPE html|html|head|meta|title|style|body|header|main|section|h1|h2|h3|p|dl|div|dt|dd|details|summary|ul|li|pre|code|b|bdi|span|time|figure|figcaption|svg|desc|g|text|line|rect|circle|path|table|caption|thead|tbody|tr|th|td)( [^<>]*)?/?>$";

    private static readonly DateTime Now = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    private readonly EngineServices _engine = new();

    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</title></style></svg><svg onload=alert(1)>", "<!--", "]]>", "&lt;b&gt;",
        "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "a\",=1", "a\r\n=1,b", "|calc",
        "moc.elgoog\u202Egnp.exe", "\u2066a\u2069", "a\u200Bb", "\uFEFFx", "a\0b\u001B[31m", "\uD800x", "x\uDC00", "שלום", new string('a', 100_000), string.Concat(Enumerable.Repeat("😀", 500)),
    ];

    [Fact]
    public void Every_format_has_its_writer() => Assert.Equal(Enum.GetValues<SslReportFormat>(), _engine.ReportWriters.Select(writer => writer.Format).Order());

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_page_has_no_element_but_its_own(string text)
    {
        var page = Write(SslReportFormat.Html, Report(text));
        var bare = Regex.Replace(page, "(?s)(?<=<style>).*?(?=</style>)", "");
        Assert.All(Regex.Matches(bare, "<[^>]*>?").Select(match => match.Value).Distinct(), tag => Assert.Matches(Tags, tag));
        Assert.DoesNotMatch(@"<[^>]*\s(on\w+|style|src|href)=", bare);
        Assert.Equal(Write(SslReportFormat.Html, Report("x")).Split('<').Length, page.Split('<').Length);
        Assert.DoesNotMatch("[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]", page);
        Assert.True(page.Length < 40_000, $"{page.Length} characters");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_table_has_no_formula(string text)
    {
        var csv = Write(SslReportFormat.Csv, Report(text));
        Assert.StartsWith("\uFEFF\"Kind\",", csv);
        var rows = csv[1..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, rows.Length);
        foreach (var row in rows)
        {
            Assert.Matches("^(\"([^\"]|\"\")*\",){11}\"([^\"]|\"\")*\"$", row);
            foreach (Match cell in Regex.Matches(row, "\"((?:[^\"]|\"\")*)\"(,|$)"))
                Assert.True(!Regex.IsMatch(cell.Groups[1].Value, @"^\s*[=+@|\-＝＋－＠\t\r]") || int.TryParse(cell.Groups[1].Value, out _), cell.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Json_is_ASCII_and_says_it_all(string text)
    {
        var json = Write(SslReportFormat.Json, Report(text));
        Assert.True(Ascii.IsValid(json));
        using var document = JsonDocument.Parse(json);
        if (!text.Any(char.IsSurrogate)) Assert.Equal("CN=" + text, document.RootElement.GetProperty("certificates")[0].GetProperty("subject").GetString());
        Assert.Equal("Error", document.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString());
        Assert.False(document.RootElement.GetProperty("isValid").GetBoolean());
    }

    [Fact]
    public void What_is_hidden_is_shown()
    {
        var page = Write(SslReportFormat.Html, Report("moc.elgoog\u202Egnp.exe"));
        Assert.Contains("<bdi>moc.elgoog[U+202E]gnp.exe</bdi>", page);
        Assert.Contains("<bdi>&lt;b&gt;&quot;&#39;&amp;</bdi>", Write(SslReportFormat.Html, Report("<b>\"'&")));
    }

    [Fact]
    public void Policy_style_and_labels_are_there()
    {
        var page = Write(SslReportFormat.Html, Report("x"));
        var style = Regex.Match(page, "(?s)<style>(.*?)</style>").Groups[1].Value;
        var digest = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"", page);
        Assert.Contains("<svg viewBox=\"0 0 360", page);
        Assert.Contains("role=\"img\" aria-labelledby=\"timeline-title timeline-text\"><title id=\"timeline-title\">What expires when</title><desc id=\"timeline-text\">One line for each of 3", page);
        Assert.Equal(3, Regex.Count(page, "<caption>"));
        Assert.DoesNotContain("://", page);
    }

    [Fact]
    public void Ten_thousand_certificates_are_folded_and_drawn_by_months()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => Certificate($"www{i}.example", $"{i:X40}", Now.AddDays((i % 500) - 20))).OrderBy(c => c.NotAfter).ToList();
        var report = Report("x") with
        {
            Certificates = many,
            Findings = many.Where(c => c.DaysRemaining < 0).Select(c => new SslReportFinding(SslReportArea.Certificate, c.Name, "Expired", SslFindingSeverity.Error, "It expired.", "Renew it.", null)).ToList(),
        };
        var watch = Stopwatch.StartNew();
        var page = Write(SslReportFormat.Html, report);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        Assert.Contains("<desc id=\"timeline-text\">How many of 10002 certificates expire in which month: 400 expired, ", page);
        Assert.Contains("<summary><h3>Expires within a year (5500)</h3></summary>", page);
        Assert.DoesNotContain("<details open>", page);
        Assert.Equal(10_000 + 2, Regex.Count(page, "<tr><th scope=\"row\">"));
    }

    private string Write(SslReportFormat format, SslReport report) =>
        new UTF8Encoding(false, true).GetString(_engine.ReportWriters.Single(writer => writer.Format == format).Write(report));

    private static SslReport Report(string text) => new()
    {
        Generated = Now,
        Computer = text,
        StorePath = text,
        Certificates = [Certificate(text, "A1", Now.AddDays(-5))],
        Bindings =
        [
            new SslBinding
            {
                Server = "nginx", HostName = text, HostNames = [text], Addresses = [text], Port = 443, ConfigPath = text, SitePath = text, Line = 1,
                CertificatePath = text, Thumbprint = "B2", NotAfter = Now.AddDays(400), DaysRemaining = 400,
            },
        ],
        Endpoints =
        [
            new SslEndpointResult
            {
                HostName = text, Port = 443, TestedAt = Now, Findings = [],
                Addresses = [new SslEndpointAddress { Address = IPAddress.Loopback.ToString(), Port = 443, Certificate = Certificate(text, "C3", Now.AddDays(20)) }],
            },
        ],
        Findings = [new SslReportFinding(SslReportArea.Certificate, text, text, SslFindingSeverity.Error, text, text, text)],
    };

    private static SslCertificate Certificate(string text, string thumbprint, DateTime notAfter) => new(
        new CertificateDescription
        {
            Thumbprint = thumbprint, Sha256Fingerprint = thumbprint, Subject = "CN=" + text, Issuer = text, SerialNumber = "01", DnsNames = [text], IPAddresses = [],
            NotBefore = Now.AddDays(-90), NotAfter = notAfter, KeyAlgorithm = "P256", IsCertificateAuthority = false,
        },
        SslCertificateSource.Custom, () => throw new NotSupportedException(), _ => throw new NotSupportedException(), () => Now) { Name = text };
}
