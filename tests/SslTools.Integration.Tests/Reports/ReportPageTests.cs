using System;
using System.IO;
using System.Linq;
using SslTools.Integration.Tests.WebServers;
using SslTools.Testing;
using Xunit;

namespace SslTools.Integration.Tests.Reports;

/// <summary>The page as a browser shows it: a real server, good and bad certificates, hostile ones made by OpenSSL. Screenshots stay in out/report.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Light = "FFFFFF";
    private const string Dark = "14171B";
    private const int Phone = 390;
    private const int PhoneMargin = 16;

    private readonly string _chromium = Programs.Require("chromium", "chromium");
    private readonly string _openssl = Programs.Require("openssl", "openssl");
    private readonly NginxFixture _server = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void A_browser_shows_it_on_any_screen_and_runs_nothing_of_it()
    {
        Directory.CreateDirectory(Repository.File("out", "report"));
        var page = MakePage();

        var dom = Chromium(page, "--dump-dom");
        Assert.DoesNotContain("CONSOLE", dom.Error);
        Assert.DoesNotMatch("<script|<img|onerror=\"|onload=\"", dom.Output);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", dom.Output);
        Assert.Contains("[U+202E]", dom.Output);
        Assert.Contains("OtherCertificateServed", dom.Output);
        Assert.Contains("Set-SslBinding -HostName shop.example", dom.Output);
        Assert.Contains("<svg viewBox", dom.Output);

        Picture Shoot(string name, int width, int height, params string[] options)
        {
            var file = Repository.File("out", "report", name + ".png");
            File.Delete(file);
            Chromium(page, [$"--screenshot={file}", $"--window-size={width},{height}", "--hide-scrollbars", .. options]);
            return new Picture(File.ReadAllBytes(file));
        }

        var (desktop, phone) = (Shoot("desktop-light", 1200, 1600), Shoot("phone-dark", Phone, 3000, "--blink-settings=preferredColorScheme=0"));
        Assert.Equal((1200, 1600), (desktop.Width, desktop.Height));
        Assert.Equal(Light, desktop[2, 2]);
        Assert.Equal(Dark, phone[2, 2]);

        // Nothing juts out into the margin, and there is something to see beside it.
        Assert.All(Enumerable.Range(0, phone.Height), y => Assert.Equal(Dark, phone[Phone - (PhoneMargin / 2), y]));
        Assert.Contains(Enumerable.Range(0, phone.Height), y => phone[Phone - PhoneMargin - 4, y] != Dark);
    }

    // The site's certificate is replaced without a word to the server, so that what it serves is an old one.
    private string MakePage()
    {
        _server.AddSite("shop.example");
        _server.Start();
        _session.Succeed($$"""
            New-SelfSignedSslCertificate shop.example, www.shop.example | Set-SslBinding -HostName shop.example -ConfigPath '{{_server.ConfigPath}}' -Port {{_server.HttpsPort}}
            $null = New-SelfSignedSslCertificate shop.example, www.shop.example -Name shop.example -Force
            $null = New-SelfSignedSslCertificate old.example.com -NotBefore 2020-01-01 -NotAfter 2021-01-01
            $null = New-SelfSignedSslCertificate soon.example.com -ValidityDays 12
            """);
        Hostile("script", "/CN=<script>alert(1)<\\/script>", "DNS:<script>alert(1)</script>");
        Hostile("attribute", "/CN=\"><img src=x onerror=\"alert(1)\">", "DNS:\"><img src=x onerror=alert(1)>");
        Hostile("direction", "/CN=moc.elgoog\u202Egnp.exe", "DNS:right.example");
        Hostile("long", "/O=" + new string('o', 60) + "/CN=" + new string('n', 60), "DNS:" + string.Join(".", Enumerable.Repeat(new string('n', 60), 4)));
        var path = _session.Folder + "/page.html";
        _session.Succeed($"New-SslReport '{path}' -Server nginx -ConfigPath '{_server.ConfigPath}' -Endpoint 127.0.0.1:{FreePort.Next()}");
        return path;
    }

    private void Hostile(string name, string subject, string alternative)
    {
        var configuration = Path.Combine(_session.Folder, "openssl.cnf");
        File.WriteAllText(configuration, "[req]\ndistinguished_name=names\n[names]\n");
        var (key, certificate) = (Path.Combine(_session.Folder, name + ".key"), Path.Combine(_session.Folder, name + ".crt"));
        Programs.Run(
            _openssl, "req", "-config", configuration, "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8", "-days", "90", "-keyout", key, "-out", certificate,
            "-subj", subject, "-addext", "subjectAltName=" + alternative).Succeeded();
        _session.Succeed($"$null = Import-CustomSslCertificate -Path '{certificate}', '{key}' -Name hostile-{name} -Offline");
    }

    private ProgramResult Chromium(string page, params string[] options) => Programs.Run(
        _chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", $"--user-data-dir={_session.Folder}/chromium", .. options, new Uri(page).AbsoluteUri]).Succeeded();
}
