using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services.Reports;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Services.Reports;

/// <summary>What goes into a report, and what to type for each problem.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly EngineWithServers _engine = new();
    private readonly IStore _store;

    public ReportTests() => _store = _engine.OpenStore(_folder["store"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_broken_server_and_a_damaged_certificate_hide_nothing()
    {
        await SaveAsync("good", 365);
        await SaveAsync("damaged", 365);
        File.WriteAllText(_folder["store", "certificates", "damaged", "cert.pem"], "nonsense");
        File.WriteAllText(_folder["store", "certificates", "damaged", "metadata.json"], "{");
        _engine.Servers = [new BrokenServer("first"), new WorkingServer("second", Site("second") with { CertificatePath = _folder["nowhere.pem"] })];

        var report = await MakeAsync(["good", "damaged"], servers: []);

        Assert.Equal("good", Assert.Single(report.Certificates).Name);
        Assert.Equal("second", Assert.Single(report.Bindings).Server);
        Assert.Contains(report.Findings, finding => finding is { Area: SslReportArea.Server, Subject: "first", Id: "ConfigurationBroken", Command: "Get-SslBinding -Server first" });
        Assert.Contains(report.Findings, finding => finding is { Area: SslReportArea.Binding, Subject: "second shop.example:443", Id: "FileNotFound" });
        Assert.Contains(report.Findings, finding => finding is { Area: SslReportArea.Certificate, Subject: "damaged", Severity: SslFindingSeverity.Error });
        Assert.DoesNotContain(report.Findings, finding => finding.Subject == "good");
        Assert.False(report.IsValid);
    }

    [Fact]
    public async Task A_server_that_is_named_must_be_there()
    {
        _engine.Servers = [new WorkingServer("first", null)];
        Assert.Empty((await MakeAsync([], servers: [])).Findings);
        Assert.Equal("ServerNotInstalled", Assert.Single((await MakeAsync([], servers: ["FIRST"])).Findings).Id);
    }

    [Theory]
    [InlineData(SslCertificateSource.SelfSigned, "New-SelfSignedSslCertificate shop.example -Name shop -Force")]
    [InlineData(SslCertificateSource.LetsEncrypt, "Update-SslCertificate shop -Force")]
    [InlineData(SslCertificateSource.Custom, "New-SslCertificateRequest shop.example -Name shop -Path shop.csr")]
    [InlineData(SslCertificateSource.BuiltIn, "Test-SslCertificate shop -Detailed | Format-List")]
    public async Task An_expired_certificate_says_how_to_get_another(SslCertificateSource source, string command)
    {
        await SaveAsync("shop", 3, source);
        var finding = Assert.Single((await MakeAsync(["shop"])).Findings, finding => finding.Id == "Expired");
        Assert.Equal(command, finding.Command);
        Assert.Equal(SslFindingSeverity.Error, finding.Severity);
    }

    [Theory]
    [InlineData("shop.example", "Get-SslBinding shop.example -Server nginx | Format-List")]
    [InlineData("~^(?<a>.+)$", "Get-SslBinding '~^(?<a>.+)$' -Server nginx | Format-List")]
    [InlineData("it's; rm", "Get-SslBinding 'it''s; rm' -Server nginx | Format-List")]
    [InlineData("a\nb", null)]
    public async Task What_a_configuration_says_is_quoted_in_commands(string site, string? command)
    {
        var report = await MakeAsync([], bindings: [Site("nginx") with { HostName = site, HostNames = [site] }]);
        Assert.Equal(command, Assert.Single(report.Findings, finding => finding.Id == "NoCertificate").Command);
    }

    [Fact]
    public async Task A_binding_from_elsewhere_is_judged_by_its_file_and_can_be_imported()
    {
        var certificate = TestCa.Issue("shop", days: 3);
        var path = _folder.Write("elsewhere.pem", certificate.ExportCertificatePem());
        var report = await MakeAsync([], bindings: [Site("nginx") with { CertificatePath = path, PrivateKeyPath = "/k.pem", Thumbprint = certificate.Thumbprint }]);
        Assert.Contains(report.Findings, finding => finding is { Area: SslReportArea.Binding, Id: "Expired" });
        Assert.Equal(
            $"Import-CustomSslCertificate -Path '{path}', '/k.pem' | Set-SslBinding -HostName shop.example -Server nginx",
            Assert.Single(report.Findings, finding => finding.Id == "NotManaged").Command);
    }

    [Fact]
    public async Task A_managed_certificate_is_judged_once()
    {
        await SaveAsync("shop", 3);
        var stored = (await _engine.OpenCertificates(_store).FindAsync("shop", 0, default))!;
        var binding = Site("nginx") with { CertificatePath = stored.FullChainPath, Thumbprint = stored.Thumbprint, NotAfter = stored.NotAfter, CertificateName = "shop" };
        Assert.Single((await MakeAsync(["shop"], bindings: [binding])).Findings, finding => finding.Id == "Expired");
    }

    private Task<SslReport> MakeAsync(IReadOnlyList<string> names, IReadOnlyList<string>? servers = null, IReadOnlyList<SslBinding>? bindings = null) =>
        new ReportService(_engine, _store, new RecordingReporter()).MakeAsync(
            new ReportInput { Names = names, Servers = servers, Bindings = bindings ?? [], TestBindings = false }, CancellationToken.None);

    private async Task SaveAsync(string name, int days, SslCertificateSource source = SslCertificateSource.SelfSigned)
    {
        var certificate = TestCa.Issue(name, days: days);
        var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
        var bundle = new CertificateBundle(certificate.RawData, [], key.ExportPkcs8PrivateKey());
        await _engine.OpenCertificates(_store).SaveAsync(name, bundle, new CertificateOrigin { Source = source }, false, default);
    }

    private static SslBinding Site(string server) => new()
    {
        Server = server, HostName = "shop.example", HostNames = ["shop.example"], Addresses = ["127.0.0.1"], Port = 443,
        ConfigPath = "/etc/server.conf", SitePath = "/etc/server.conf", Line = 3,
    };

    private sealed class EngineWithServers : DelegatingEngine
    {
        public override ManualClock Clock { get; } = new();

        public IReadOnlyList<IWebServer> Servers { get; set; } = [];

        public override IReadOnlyList<IWebServer> WebServers => Servers;
    }

    private abstract class Server(string name) : IWebServer
    {
        public string Name => name;

        public int DefaultPort => 443;

        public WebServerFeatures Features => default!;

        public string InstallAdvice => "Install it.";

        public abstract Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken);
    }

    private sealed class BrokenServer(string name) : Server(name)
    {
        public override Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken) =>
            throw SslError.ConfigurationBroken("/etc/server.conf", 7, "it ends in the middle");
    }

    private sealed class WorkingServer(string name, SslBinding? site) : Server(name)
    {
        public override Task<IWebServerInstance?> LocateAsync(string? configPath, CancellationToken cancellationToken) =>
            Task.FromResult<IWebServerInstance?>(site is null ? null : new Instance(Name, site));
    }

    private sealed class Instance(string name, SslBinding site) : IWebServerInstance
    {
        public string Name => name;

        public string ConfigPath => site.ConfigPath;

        public string StartAdvice => "";

        public IReadOnlyList<SslBinding> Read() => [site];

        public IReadOnlyList<WebSite> ReadSites() => throw new NotSupportedException();

        public ServerPlan PlanSet(BindingRequest request) => throw new NotSupportedException();

        public ServerPlan PlanRemove(BindingRequest request, IReadOnlyList<BindingRecord?> records) => throw new NotSupportedException();

        public bool IsRunning() => true;

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> ReloadAsync(IReadOnlyList<FileEdit> edits, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Func<string> WatchLog() => throw new NotSupportedException();
    }
}
