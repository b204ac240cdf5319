using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SslTools.Ports;
using SslTools.Services;
using SslTools.Services.Health;
using SslTools.Testing;
using Xunit;

namespace SslTools.Tests.Services;

public sealed class CertificateHealthTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestEngine _engine = new();
    private readonly IStore _store;

    public CertificateHealthTests() => _store = _engine.OpenStore(_folder["store"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_self_signed_certificate_is_well() =>
        Assert.Empty(await Test(TestCa.Issue("shop")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_of_a_local_authority_is_well_though_its_root_is_not_in_the_chain(bool intermediate)
    {
        var authorities = new AuthorityService(_engine, _store);
        var passphrase = new System.Net.NetworkCredential("", "secret").SecurePassword;
        var options = new AuthorityOptions { Name = "home", Passphrase = passphrase, Intermediate = intermediate };
        await authorities.CreateAsync(await authorities.PlanAsync(options, default), default);
        var service = new SelfSignedService(_engine, _store, new SilentReporter());
        var order = new SelfSignedOptions { DnsNames = ["shop.example"], Authority = "home", AuthorityPassphrase = passphrase };
        await service.IssueAsync(await service.PlanAsync(order, default), default);
        Assert.Empty(await new CertificateHealth(_engine, _store).TestAsync("shop.example", 0, default));
    }

    [Fact]
    public async Task A_chain_that_leads_to_a_root_of_this_machine_is_well()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var intermediate = TestCa.Issue("intermediate", root, true);
        _engine.Roots.Add(root.RawData);
        Assert.Empty(await Test(TestCa.Issue("shop", intermediate), intermediate));
    }

    [Fact]
    public async Task Chains_that_clients_can_not_follow_are_found()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var intermediate = TestCa.Issue("intermediate", root, true);
        using var leaf = TestCa.Issue("shop", intermediate);
        using var stranger = TestCa.Issue("stranger", ca: true);
        using var impostor = TestCa.Issue("intermediate", stranger, true);
        Assert.Equal("ChainIncomplete Error", Ids(await Test(leaf)));
        Assert.Equal("UnknownRoot Warning", Ids(await Test(leaf, intermediate)));
        Assert.Equal("ChainBroken Error", Ids(await Test(leaf, stranger)));
        Assert.Equal("ChainBroken Error", Ids(await Test(leaf, impostor)));
        Assert.Equal("ChainOutOfOrder Error", Ids(await Test(leaf, root, intermediate)));
        Assert.Empty(await Test(leaf, intermediate, root));
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_found()
    {
        using var leaf = TestCa.Issue("shop");
        using var other = TestCa.Issue("other");
        await Save(new CertificateBundle(leaf.RawData, [], other.Key()));
        Assert.Equal("KeyMismatch Error", Ids(await Test()));
    }

    [Theory]
    [InlineData(-100, "NotYetValid Error")]
    [InlineData(0, "")]
    [InlineData(300, "")]
    [InlineData(325, "ExpiresSoon Warning")]
    [InlineData(400, "Expired Error")]
    public async Task Dates_are_looked_at(int days, string expected)
    {
        _engine.Clock.UtcNow += TimeSpan.FromDays(days);
        Assert.Equal(expected, Ids(await Test(TestCa.Issue("shop"))));
    }

    [Theory]
    [InlineData(5, "")]
    [InlineData(7, "ExpiresSoon Warning")]
    public async Task A_short_lived_certificate_is_due_in_its_last_third(int daysAfterStart, string expected)
    {
        _engine.Clock.UtcNow = TestCa.NotBefore.AddDays(daysAfterStart);
        Assert.Equal(expected, Ids(await Test(TestCa.Issue("shop", days: 9))));
    }

    [Fact]
    public async Task An_expired_issuer_is_found()
    {
        using var root = TestCa.Issue("root", ca: true);
        using var intermediate = TestCa.Issue("intermediate", root, true, days: 30);
        _engine.Roots.Add(root.RawData);
        _engine.Clock.UtcNow = TestCa.NotBefore.AddDays(31);
        var finding = Assert.Single(await Test(TestCa.Issue("shop", intermediate), intermediate));
        Assert.Equal("Expired", finding.Id);
        Assert.Contains("CN=intermediate", finding.Message);
    }

    [Fact]
    public async Task Weak_keys_and_signatures_are_found()
    {
        Assert.Equal("WeakKey Error", Ids(await Test(TestCa.Issue("shop", key: RSA.Create(1024)))));
        Assert.Equal("WeakSignature Error", Ids(await Test(TestCa.IssueWeak("shop", "SHA1withRSA"))));
        Assert.Equal("WeakSignature Error", Ids(await Test(TestCa.IssueWeak("shop", "MD5withRSA"))));
        Assert.Empty(await Test(TestCa.IssueWeak("shop", "SHA256withRSA")));
    }

    [Fact]
    public async Task The_signature_that_a_root_puts_on_itself_does_not_count()
    {
        using var root = TestCa.IssueWeak("root", "SHA1withRSA", true);
        Assert.Empty(await Test(TestCa.Issue("shop", root), root));
    }

    [Theory]
    [InlineData("cert.pem")]
    [InlineData("chain.pem")]
    [InlineData("fullchain.pem")]
    [InlineData("privkey.pem")]
    [InlineData("metadata.json")]
    public async Task Each_missing_or_damaged_file_is_one_finding_that_names_it(string file)
    {
        await Save(TestCa.Issue("shop"));
        var path = _folder["store", "certificates", "shop", file];
        foreach (var content in new[] { "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", null })
        {
            if (content is null) File.Delete(path);
            else File.WriteAllText(path, content);
            var findings = await Test();

            // Without a block of their kind they are lists of no certificates, which is well-formed.
            if (content?.Contains("PRIVATE") == true && file == "chain.pem") Assert.Empty(findings);
            else if (content?.Contains("PRIVATE") == true && file == "fullchain.pem") Assert.Equal("FullChainMismatch Error", Ids(findings));
            else Assert.Contains($"'{path}'", Assert.Single(findings, f => f.Id is "CorruptEntry" or "MalformedKey").Message);
        }
    }

    [Fact]
    public async Task An_entry_without_a_current_version_is_a_finding()
    {
        Directory.CreateDirectory(_folder["store", "certificates", "shop"]);
        Assert.Equal("CorruptEntry Error", Ids(await Test()));
    }

    [Fact]
    public async Task What_is_not_there_is_an_error() =>
        Assert.Equal("NotFound", (await Assert.ThrowsAsync<SslToolsException>(Test)).ErrorId);

    [Fact]
    public async Task Files_that_do_not_belong_together_are_found()
    {
        await Save(TestCa.Issue("shop"));
        await Save(TestCa.Issue("other"), "other");
        var shop = _folder["store", "certificates", "shop"];
        var other = _folder["store", "certificates", "other"];
        File.Copy(Path.Combine(other, "metadata.json"), Path.Combine(shop, "metadata.json"), true);
        var finding = Assert.Single(await Test());
        Assert.Equal("MetadataMismatch", finding.Id);
        Assert.Contains("Thumbprint", finding.Message);
        File.Copy(Path.Combine(other, "fullchain.pem"), Path.Combine(shop, "fullchain.pem"), true);
        Assert.Equal("FullChainMismatch Error, MetadataMismatch Error", Ids(await Test()));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_key_that_others_can_get_at_is_found(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix modes.");
        if (OperatingSystem.IsWindows()) return;
        await Save(TestCa.Issue("shop"));
        File.SetUnixFileMode(_folder["store", "certificates", "shop", "privkey.pem"], UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        Assert.Equal("KeyFileExposed Error", Ids(await Test()));
    }

    [Fact]
    public async Task A_certificate_that_is_not_stored_is_tested_by_what_it_carries()
    {
        using var leaf = TestCa.Issue("shop");
        using var other = TestCa.Issue("other");
        var certificate = _engine.OpenCertificates(_store).Describe(
            "shop", new CertificateBundle(leaf.RawData, [], other.Key()), SslCertificateSource.Custom);
        Assert.Equal("KeyMismatch Error", Ids(await new CertificateHealth(_engine, _store).TestAsync(certificate, default)));
    }

    private static string Ids(IEnumerable<SslFinding> findings) => string.Join(", ", findings.Select(f => $"{f.Id} {f.Severity}").Order());

    private Task<SslCertificate> Save(X509Certificate2 leaf, string name = "shop", params X509Certificate2[] chain) =>
        Save(new CertificateBundle(leaf.RawData, chain.Select(c => c.RawData).ToList(), leaf.Key()), name);

    private Task<SslCertificate> Save(CertificateBundle bundle, string name = "shop") => _engine.OpenCertificates(_store)
        .SaveAsync(name, bundle, new CertificateOrigin { Source = SslCertificateSource.Custom }, true, default);

    private Task<IReadOnlyList<SslFinding>> Test() => new CertificateHealth(_engine, _store).TestAsync("shop", 0, default);

    private async Task<IReadOnlyList<SslFinding>> Test(X509Certificate2 leaf, params X509Certificate2[] chain)
    {
        await Save(leaf, "shop", chain);
        return await Test();
    }

    private sealed class SilentReporter : IReporter
    {
        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }

        public void Progress(string activity, string status, int percent)
        {
        }
    }
}
